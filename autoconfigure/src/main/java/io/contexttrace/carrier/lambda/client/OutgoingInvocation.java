package io.contexttrace.carrier.lambda.client;

import java.util.concurrent.CancellationException;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.RunningStep;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.XRayTraceHeader;
import io.contexttrace.lambda.LambdaInvocations;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamRequest;
import software.amazon.awssdk.services.lambda.model.ResponseStreamingInvocationType;

/**
 * One invocation of a function. What the calling work holds is known on the thread that
 * starts it, and goes with it to the threads of the SDK. Safe for use by several threads,
 * one after the other.
 */
final class OutgoingInvocation {

	/**
	 * AWS says Handled or Unhandled; whoever answers in its place may say anything.
	 */
	private static final int MAX_ERROR = 32;

	private static final String OTHER_ERROR = "other";

	private final LambdaInvocations settings;

	private final ContextSnapshot snapshot;

	private final OwnHeaders own;

	private final @Nullable String trace;

	private final RunningStep step;

	private volatile boolean enveloped;

	private OutgoingInvocation(LambdaInvocations settings, ContextSnapshot snapshot, OwnHeaders own) {
		this.settings = settings;
		this.snapshot = snapshot;
		this.own = own;
		String trace = own.get(HeaderNames.XRAY_TRACE);
		this.trace = (trace != null) ? trace : settings.trace(snapshot);
		this.step = settings.invocations().start(snapshot);
	}

	/**
	 * Begin an invocation on the thread that makes it.
	 * @param request a request of the SDK
	 * @param attributes what else the SDK knows of it
	 * @return the invocation, or {@code null} if nothing is to be done for the request
	 */
	static @Nullable OutgoingInvocation of(SdkRequest request, ExecutionAttributes attributes) {
		LambdaInvocations settings = LambdaInvocations.active();
		if (settings == null || !isInvocation(request)) {
			return null;
		}
		return new OutgoingInvocation(settings, CurrentContext.capture(), OwnHeaders.of(request, attributes));
	}

	private static boolean isInvocation(SdkRequest request) {
		if (request instanceof InvokeRequest invoke) {
			return invoke.invocationType() != InvocationType.DRY_RUN;
		}
		return request instanceof InvokeWithResponseStreamRequest invoke
				&& invoke.invocationType() != ResponseStreamingInvocationType.DRY_RUN;
	}

	/**
	 * Put an envelope into the payload, if nobody waits for the answer and the payload is
	 * to have one.
	 * @param request the request as the caller made it
	 * @param host where it goes, {@code null} if it is not known
	 * @return the request to send
	 */
	SdkRequest enveloped(SdkRequest request, @Nullable String host) {
		this.enveloped = this.settings.invocations().takesEnvelopes() && request instanceof InvokeRequest invoke
				&& invoke.invocationType() == InvocationType.EVENT;
		return this.enveloped ? enveloped((InvokeRequest) request, host) : request;
	}

	private SdkRequest enveloped(InvokeRequest request, @Nullable String host) {
		byte[] payload = (request.payload() != null) ? request.payload().asByteArrayUnsafe() : new byte[0];
		byte[] changed = this.settings.headers().envelop(this.snapshot, host, this.trace, payload);
		return (changed != payload) ? request.toBuilder().payload(SdkBytes.fromByteArrayUnsafe(changed)).build()
				: request;
	}

	SdkHttpRequest prepared(SdkHttpRequest http) {
		LambdaHttpRequest headers = new LambdaHttpRequest(this.own, http.toBuilder());
		String present = headers.get(HeaderNames.XRAY_TRACE);
		if (this.trace != null && (present == null || isOfRuntime(present))) {
			headers.set(HeaderNames.XRAY_TRACE, this.trace);
		}
		this.settings.headers()
			.writeMissing(this.snapshot, http.host(), headers, LambdaHttpRequest::get, LambdaHttpRequest::set);
		if (!this.enveloped) {
			this.settings.headers()
				.writeInvocation(this.snapshot, http.host(), headers, LambdaHttpRequest::get, LambdaHttpRequest::set);
		}
		return headers.http().build();
	}

	// inside a function the SDK has put it in, which knows of no span
	private static boolean isOfRuntime(String header) {
		return header.equals(System.getProperty(XRayTraceHeader.RUNTIME_PROPERTY))
				|| header.equals(System.getenv(XRayTraceHeader.RUNTIME_VARIABLE));
	}

	void answered(SdkResponse response) {
		String error = (response instanceof InvokeResponse invoked) ? invoked.functionError() : null;
		if (error != null) {
			this.step.failed((error.length() <= MAX_ERROR) ? error : OTHER_ERROR);
		}
		else {
			this.step.succeeded();
		}
	}

	void failed(Throwable failure) {
		if (failure instanceof CancellationException) {
			this.step.cancelled();
		}
		else {
			this.step.failed(failure);
		}
	}

}
