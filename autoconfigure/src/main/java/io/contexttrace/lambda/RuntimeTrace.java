package io.contexttrace.lambda;

import java.util.List;
import java.util.function.UnaryOperator;

import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;

/**
 * The trace header of an invocation where Lambda's runtime puts it.
 *
 * @param environment reads variables of the environment
 */
record RuntimeTrace(UnaryOperator<@Nullable String> environment) {

	/**
	 * The places, the most credible first.
	 * @param context what the runtime says of the invocation
	 * @return the places
	 */
	List<HeaderSource> sources(@Nullable Context context) {
		return List.of(
				new HeaderSource.Trace("system property " + XRayTraceHeader.RUNTIME_PROPERTY, TraceProperty.received()),
				new HeaderSource.Trace("Context.getXrayTraceId()", (context != null) ? of(context) : null),
				new HeaderSource.Trace("variable " + XRayTraceHeader.RUNTIME_VARIABLE,
						this.environment.apply(XRayTraceHeader.RUNTIME_VARIABLE)));
	}

	// aws-lambda-java-core has it since 1.4, and an application may bring an older one
	private static @Nullable String of(Context context) {
		try {
			return context.getXrayTraceId();
		}
		catch (NoSuchMethodError | AbstractMethodError ex) {
			return null;
		}
	}

}
