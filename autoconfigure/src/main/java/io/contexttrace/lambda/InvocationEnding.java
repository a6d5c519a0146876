package io.contexttrace.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * Does something when an invocation has ended and its answer is not yet given: Lambda may
 * freeze the process as soon as it has that. Implementations are safe for use by several
 * threads; what they throw does not reach the function.
 */
@FunctionalInterface
public interface InvocationEnding {

	/**
	 * An ending with which nothing is done.
	 */
	InvocationEnding NOTHING = (context) -> {
	};

	/**
	 * An invocation has ended. The function's answer waits for this to return.
	 * @param context what the runtime says of the invocation
	 */
	void ended(@Nullable Context context);

}
