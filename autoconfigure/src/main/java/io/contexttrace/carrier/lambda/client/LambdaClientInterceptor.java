package io.contexttrace.carrier.lambda.client;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.contexttrace.FaultBarrier;
import io.contexttrace.lambda.LambdaInvocations;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sits in every client of the AWS SDK for Lambda, synchronous or not, whoever has built
 * it: the SDK finds it by a file on the class path. It does nothing unless an application
 * has activated {@link LambdaInvocations}. What it adds is there before the request is
 * signed, and is the same at each attempt. Safe for use by several threads.
 */
public final class LambdaClientInterceptor implements ExecutionInterceptor {

	private static final ExecutionAttribute<OutgoingInvocation> INVOCATION = new ExecutionAttribute<>(
			OutgoingInvocation.class.getName());

	private final FaultBarrier barrier = new FaultBarrier();

	@Override
	public void beforeExecution(Context.BeforeExecution execution, ExecutionAttributes attributes) {
		this.barrier.run(this, () -> {
			OutgoingInvocation invocation = OutgoingInvocation.of(execution.request(), attributes);
			if (invocation != null) {
				attributes.putAttribute(INVOCATION, invocation);
			}
		});
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest execution, ExecutionAttributes attributes) {
		AtomicReference<SdkRequest> request = new AtomicReference<>(execution.request());
		with(attributes, (invocation) -> request.set(invocation.enveloped(execution.request(), host(attributes))));
		return request.get();
	}

	@Override
	public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest execution, ExecutionAttributes attributes) {
		AtomicReference<SdkHttpRequest> request = new AtomicReference<>(execution.httpRequest());
		with(attributes, (invocation) -> request.set(invocation.prepared(execution.httpRequest())));
		return request.get();
	}

	@Override
	public void afterExecution(Context.AfterExecution execution, ExecutionAttributes attributes) {
		with(attributes, (invocation) -> invocation.answered(execution.response()));
	}

	@Override
	public void onExecutionFailure(Context.FailedExecution execution, ExecutionAttributes attributes) {
		with(attributes, (invocation) -> invocation.failed(execution.exception()));
	}

	// the request has no host yet, and the SDK has no other word for it that is public
	@SuppressWarnings("deprecation")
	private static @Nullable String host(ExecutionAttributes attributes) {
		URI endpoint = attributes.getAttribute(SdkExecutionAttribute.CLIENT_ENDPOINT);
		return (endpoint != null) ? endpoint.getHost() : null;
	}

	private void with(ExecutionAttributes attributes, Consumer<OutgoingInvocation> action) {
		@Nullable OutgoingInvocation invocation = attributes.getAttribute(INVOCATION);
		if (invocation != null) {
			this.barrier.run(this, () -> action.accept(invocation));
		}
	}

}
