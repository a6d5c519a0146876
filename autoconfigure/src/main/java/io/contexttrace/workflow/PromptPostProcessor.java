package io.contexttrace.workflow;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.contexttrace.CurrentContext;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Puts a proxy in front of each bean that has {@link UsesPrompt} somewhere. A bean for
 * which there can be no proxy stays as it is, and the log says so.
 */
public final class PromptPostProcessor extends AnnotationPostProcessor {

	private final transient Supplier<CurrentContext> contexts;

	/**
	 * Create a post-processor.
	 * @param contexts gives who binds the prompts, when the first one is needed
	 */
	public PromptPostProcessor(Supplier<CurrentContext> contexts) {
		super(List.of(UsesPrompt.class));
		this.contexts = contexts;
	}

	@Override
	Advice advice(UnaryOperator<@Nullable String> placeholders) {
		return new PromptInterceptor(this.contexts, new NamedPrompts(placeholders));
	}

}
