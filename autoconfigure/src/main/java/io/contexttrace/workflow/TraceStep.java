package io.contexttrace.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method is a step of a longer flow: each invocation is a span, a field in the log for
 * as long as it lasts, and, under a context, a {@link io.contexttrace.Step} when it has
 * ended, which listeners are told and whose time is measured. What the method throws is
 * recorded and passes through. On a type it stands for all methods; that of a method
 * comes first. It works on beans that are called from outside, as all annotations do for
 * which Spring makes a proxy, and on the methods of their interfaces.
 * <p>
 * A step whose method returns a {@link java.util.concurrent.CompletionStage} ends when
 * that completes. A {@code Mono} or {@code Flux} that the method returns is a step each
 * time that somebody subscribes to it.
 *
 * @see Steps
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface TraceStep {

	/**
	 * What the step is called; one of few, because it becomes a metric tag. It can have
	 * placeholders.
	 * @return the name; if it is empty, that of the method
	 */
	String value() default "";

}
