package io.contexttrace.leak.span;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.UnaryOperator;

import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Stands before processors of spans, so that they are given ended spans without secrets.
 * A processor keeps all of its interfaces, because OpenTelemetry has some that it does
 * not publish yet.
 *
 * @param redaction takes the secrets out
 */
public record RedactedSpanProcessors(UnaryOperator<SpanData> redaction) {

	/**
	 * Stand before a processor.
	 * @param processor the processor
	 * @return the same, as seen from the outside
	 */
	public SpanProcessor before(SpanProcessor processor) {
		if (!processor.isEndRequired()) {
			return processor;
		}
		return (SpanProcessor) Proxy.newProxyInstance(SpanProcessor.class.getClassLoader(),
				ClassUtils.getAllInterfaces(processor), new EndHandler(processor, this.redaction));
	}

	private record EndHandler(SpanProcessor processor, UnaryOperator<SpanData> redaction) implements InvocationHandler {

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			if (method.getName().equals("onEnd") && arguments != null && arguments.length == 1
					&& arguments[0] instanceof ReadableSpan span) {
				this.processor.onEnd(new RedactedSpan(span, this.redaction));
				return null;
			}
			try {
				return method.invoke(this.processor, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
