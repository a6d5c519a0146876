package io.contexttrace.docs;

import io.contexttrace.ContextListener;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.lambda.LambdaInvocations;

/**
 * The examples of {@code docs/lambda.md}.
 */
final class LambdaExamples {

	private LambdaExamples() {
	}

	static LambdaInvocations carry(ContextHeaders headers, ContextListener listener) {
		return LambdaInvocations.activate(headers, new FunctionInvocations(headers, listener, true, false));
	}

}
