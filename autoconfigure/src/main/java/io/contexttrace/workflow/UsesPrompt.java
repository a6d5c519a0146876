package io.contexttrace.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The calls to models inside a method are made with a prompt template. On a type it
 * stands for all methods; that of a method comes first. It works on beans that are called
 * from outside, as all annotations do for which Spring makes a proxy, and on the methods
 * of their interfaces.
 * <p>
 * A {@code Mono} or {@code Flux} that the method returns belongs to the prompt until it
 * ends. Of a {@code CompletableFuture}, what the method itself does belongs to it, and
 * what it hands over to executors that propagate the context.
 * <p>
 * Each text can have placeholders, such as <code>${prompts.order-help.version}</code>. A
 * text that is empty is absent.
 *
 * @see io.contexttrace.Prompt
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface UsesPrompt {

	/**
	 * What the template is called.
	 * @return the name
	 */
	String name();

	/**
	 * Which version of the template it is.
	 * @return the version
	 */
	String version() default "";

	/**
	 * Which variant of an A/B test it is.
	 * @return the variant
	 */
	String variant() default "";

}
