package io.contexttrace.ai.okhttp;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.ai.HttpAttempts;
import io.contexttrace.ai.ModelCall;
import io.contexttrace.ai.ModelCalls;
import io.contexttrace.header.OutgoingHeaders;
import io.micrometer.observation.Observation;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Restores on OkHttp's thread what the calling work holds, adds the context headers where
 * the host may see them, and tells the call of each of its requests: those that the SDK
 * repeats come here again. It comes before the interceptor that observes the request.
 * Safe for use by several threads.
 */
final class ModelRequestInterceptor implements Interceptor {

	private final ModelCalls calls;

	private final OutgoingHeaders headers;

	private final ModelRequests requests;

	private final DirectStreams directStreams;

	private final FaultBarrier barrier = new FaultBarrier();

	ModelRequestInterceptor(ModelCalls calls, OutgoingHeaders headers, ModelRequests requests) {
		this.calls = calls;
		this.headers = headers;
		this.requests = requests;
		this.directStreams = new DirectStreams(calls, requests);
	}

	@Override
	public Response intercept(Chain chain) throws IOException {
		Request request = chain.request();
		ContextSnapshot held = CurrentContext.capture();
		ModelCall distant = distantCall(request, held);
		if (distant == null) {
			ModelCall near = this.requests.isChat(request) ? this.calls.find(held.requestId()) : null;
			return proceed(chain, prepared(request, held), near);
		}
		Observation observation = distant.observation();
		try (CurrentContext.Scope scope = distant.snapshot().open();
				Observation.Scope observed = (observation != null) ? observation.openScope() : Observation.Scope.NOOP) {
			return proceed(chain, prepared(request, distant.snapshot()), distant);
		}
	}

	private @Nullable ModelCall distantCall(Request request, ContextSnapshot held) {
		AtomicReference<@Nullable ModelCall> found = new AtomicReference<>();
		this.barrier.run(this, () -> found.set(findDistantCall(request, held)));
		return found.get();
	}

	// a call that was made on another thread
	private @Nullable ModelCall findDistantCall(Request request, ContextSnapshot held) {
		String mark = RequestMark.of(request);
		if (mark != null) {
			return this.calls.find(mark);
		}
		return (this.requests.isChat(request) && held.requestId() == null) ? this.directStreams.find(request) : null;
	}

	private Request prepared(Request request, ContextSnapshot snapshot) {
		Request.Builder builder = RequestMark.removed(request);
		this.headers.writeMissing(snapshot, request.url().host(), builder, (target, name) -> request.header(name),
				Request.Builder::header);
		return builder.build();
	}

	private static Response proceed(Chain chain, Request request, @Nullable ModelCall call) throws IOException {
		if (call == null) {
			return chain.proceed(request);
		}
		HttpAttempts attempts = call.attempts();
		attempts.requested();
		try {
			Response response = chain.proceed(request);
			attempts.answered(response.code(), response::header);
			return FirstBytesBody.watch(response, attempts);
		}
		catch (IOException | RuntimeException ex) {
			attempts.failed(ex);
			throw ex;
		}
	}

}
