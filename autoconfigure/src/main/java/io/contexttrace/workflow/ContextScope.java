package io.contexttrace.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method works under a context of its own. Inside another context that one is its
 * parent, so that what happens is found by either. On a type it stands for all methods;
 * that of a method comes first. It works on beans that are called from outside, as all
 * annotations do for which Spring makes a proxy, and on the methods of their interfaces.
 * <p>
 * A {@code Mono} or {@code Flux} that the method returns belongs to the context until it
 * ends. Of a {@code CompletableFuture}, what the method itself does belongs to it, and
 * what it hands over to executors that propagate the context.
 *
 * @see io.contexttrace.CurrentContext#run
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface ContextScope {

	/**
	 * What sort of context it is, such as {@code document}; one of few, because it
	 * becomes a metric tag. It can have placeholders. One that is not valid is reported
	 * in the log, and {@code context-trace.kind} takes its place.
	 * @return the kind
	 */
	String kind();

	/**
	 * The context id, as a SpEL expression over the arguments: by name, as
	 * {@code #documentId} or {@code #order.id}, or by position, as {@code #p0}. The root
	 * object has the {@code method}, the {@code args} and the {@code target}. Properties
	 * can be read and methods of objects called; there are no types, constructors or
	 * beans.
	 * <p>
	 * If it yields nothing that can be a context id, the method works under a new id, and
	 * the log says so once.
	 * @return the expression; if it is empty, each invocation has a new id
	 */
	String id() default "";

}
