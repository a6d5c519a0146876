package io.contexttrace.workflow;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.contexttrace.ContextId;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * Finds the context id of an invocation by an expression over its arguments. Only the
 * text of the annotation is an expression, never what an argument holds. Safe for use by
 * several threads.
 */
final class ScopeId {

	private static final Logger logger = LoggerFactory.getLogger(ScopeId.class);

	private static final SpelExpressionParser parser = new SpelExpressionParser();

	private final Expression expression;

	private final Method method;

	private final String @Nullable [] names;

	private final AtomicBoolean reported = new AtomicBoolean();

	private ScopeId(Expression expression, Method method) {
		this.expression = expression;
		this.method = method;
		this.names = new DefaultParameterNameDiscoverer().getParameterNames(method);
	}

	/**
	 * Read an expression.
	 * @param text the expression
	 * @param method the method whose arguments it is over
	 * @return the expression, or {@code null} if it is none, which the log says
	 */
	static @Nullable ScopeId parse(String text, Method method) {
		try {
			return new ScopeId(parser.parseExpression(text), method);
		}
		catch (ParseException ex) {
			logger.warn("The id of the context of {} is not an expression, and so each of its contexts has a new id:"
					+ " {}", method, ex.getMessage());
			return null;
		}
	}

	/**
	 * Find the id of an invocation.
	 * @param invocation the invocation
	 * @return the id, or {@code null} if the expression yields nothing that can be one
	 */
	@Nullable ContextId evaluate(MethodInvocation invocation) {
		try {
			Object value = this.expression.getValue(variables(invocation));
			ContextId id = (value instanceof ContextId given) ? given
					: ContextId.parse((value != null) ? value.toString() : null);
			if (id == null) {
				report((value != null) ? "a text that cannot be an id" : "nothing");
			}
			return id;
		}
		catch (RuntimeException | LinkageError ex) {
			report(ex.getClass().getName());
			return null;
		}
	}

	private EvaluationContext variables(MethodInvocation invocation) {
		@Nullable Object[] arguments = invocation.getArguments();
		EvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding()
			.withInstanceMethods()
			.withRootObject(new Root(this.method, Arrays.asList(arguments), invocation.getThis()))
			.build();
		for (int i = 0; i < arguments.length; i++) {
			context.setVariable("p" + i, arguments[i]);
			context.setVariable("a" + i, arguments[i]);
			if (this.names != null && i < this.names.length) {
				context.setVariable(this.names[i], arguments[i]);
			}
		}
		return context;
	}

	// without the value, which may be anything
	private void report(String found) {
		if (this.reported.compareAndSet(false, true)) {
			logger.warn(
					"The id of the context of {} is '{}', which yielded {}; such a context has a new id,"
							+ " and further ones are not logged",
					this.method, this.expression.getExpressionString(), found);
		}
	}

	/**
	 * The root object of the expression.
	 *
	 * @param method the method
	 * @param args its arguments
	 * @param target the object that it is invoked on
	 */
	record Root(Method method, List<@Nullable Object> args, @Nullable Object target) {

	}

}
