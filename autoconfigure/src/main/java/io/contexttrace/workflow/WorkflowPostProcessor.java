package io.contexttrace.workflow;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Puts a proxy in front of each bean that has {@link ContextScope} or {@link TraceStep}
 * somewhere. A bean for which there can be no proxy stays as it is, and the log says so.
 * <p>
 * Contexts and steps are opened around transactions and other aspects, whose work belongs
 * to them, but inside of what Spring puts in front of these: on the thread that an
 * asynchronous method runs on, and for each attempt of one that is retried.
 */
public final class WorkflowPostProcessor extends AnnotationPostProcessor {

	/**
	 * Before the post-processors of asynchronous methods and of retries, which put
	 * themselves in front of what is there.
	 */
	static final int ORDER = Ordered.LOWEST_PRECEDENCE - 100;

	private final transient Supplier<CurrentContext> contexts;

	private final transient Supplier<NewContexts> newContexts;

	private final transient Supplier<Steps> steps;

	/**
	 * Create a post-processor.
	 * @param contexts gives who binds the contexts, when the first one is needed
	 * @param newContexts gives who makes new ones
	 * @param steps gives who observes the steps
	 */
	public WorkflowPostProcessor(Supplier<CurrentContext> contexts, Supplier<NewContexts> newContexts,
			Supplier<Steps> steps) {
		super(List.of(ContextScope.class, TraceStep.class));
		this.contexts = contexts;
		this.newContexts = newContexts;
		this.steps = steps;
		setOrder(ORDER);
		setBeforeExistingAdvisors(true);
	}

	@Override
	Advice advice(UnaryOperator<@Nullable String> placeholders) {
		return new WorkflowInterceptor(this.contexts, new AnnotatedScopes(this.newContexts, placeholders),
				new StepInterceptor(this.steps, placeholders));
	}

}
