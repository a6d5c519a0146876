package io.contexttrace.workflow;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.NewContexts;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contexts that methods have by {@link ContextScope}. Whatever the annotation says,
 * there is one: a new id takes the place of what is not one, and the usual kind that of a
 * kind that is not valid. Safe for use by several threads.
 */
final class AnnotatedScopes {

	private static final Logger logger = LoggerFactory.getLogger(AnnotatedScopes.class);

	private static final String SOURCE = "workflow";

	private final Supplier<NewContexts> newContexts;

	private final UnaryOperator<@Nullable String> placeholders;

	private final MethodAnnotations<ContextScope, AnnotatedScope> annotations;

	/**
	 * Create an instance.
	 * @param newContexts gives who makes contexts, when it is first needed
	 * @param placeholders resolves the placeholders of a text
	 */
	AnnotatedScopes(Supplier<NewContexts> newContexts, UnaryOperator<@Nullable String> placeholders) {
		this.newContexts = newContexts;
		this.placeholders = placeholders;
		this.annotations = new MethodAnnotations<>(ContextScope.class, this::read);
	}

	@Nullable BusinessContext find(MethodInvocation invocation) {
		AnnotatedScope scope = this.annotations.find(invocation);
		if (scope == null) {
			return null;
		}
		ContextId id = (scope.id() != null) ? scope.id().evaluate(invocation) : null;
		return (id != null) ? BusinessContext.of(id, scope.kind()) : this.newContexts.get().issue(SOURCE, scope.kind());
	}

	private AnnotatedScope read(ContextScope annotation, Method method) {
		ScopeId id = annotation.id().isBlank() ? null : ScopeId.parse(annotation.id(), method);
		return new AnnotatedScope(kind(annotation.kind(), method), id);
	}

	private String kind(String text, Method method) {
		String kind = resolved(text);
		if (kind != null && BusinessContext.isKind(kind)) {
			return kind;
		}
		String usual = this.newContexts.get().kind();
		logger.warn("{} names no valid kind of context, which is 1 to 32 letters, digits, '.', '_' or '-';"
				+ " its contexts are of the kind '{}'", method, usual);
		return usual;
	}

	private @Nullable String resolved(String text) {
		try {
			return this.placeholders.apply(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private record AnnotatedScope(String kind, @Nullable ScopeId id) {

	}

}
