package io.contexttrace.ai.bedrock;

import java.util.function.Consumer;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sits in every client of the AWS SDK for Bedrock, synchronous or not, whoever has built
 * it: the SDK finds it by a file on the class path. It does nothing unless an application
 * has a {@link BedrockContext}. It comes before the request is signed, so that the
 * signature covers what is added. Safe for use by several threads.
 */
public final class BedrockClientInterceptor implements ExecutionInterceptor {

	@Override
	public void beforeExecution(Context.BeforeExecution execution, ExecutionAttributes attributes) {
		withContext((context) -> context.starts(attributes));
	}

	@Override
	public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest execution, ExecutionAttributes attributes) {
		BedrockContext context = BedrockContext.active();
		return (context != null) ? context.prepared(execution.httpRequest(), attributes) : execution.httpRequest();
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission execution, ExecutionAttributes attributes) {
		withContext((context) -> context.requested(attributes));
	}

	@Override
	public void afterTransmission(Context.AfterTransmission execution, ExecutionAttributes attributes) {
		withContext((context) -> context.answered(execution.httpResponse(), attributes));
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution execution, ExecutionAttributes attributes) {
		withContext((context) -> context.failed(execution.exception(), attributes));
	}

	private static void withContext(Consumer<BedrockContext> action) {
		BedrockContext context = BedrockContext.active();
		if (context != null) {
			action.accept(context);
		}
	}

}
