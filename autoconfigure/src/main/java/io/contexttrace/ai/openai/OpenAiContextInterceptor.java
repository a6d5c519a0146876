package io.contexttrace.ai.openai;

import java.io.IOException;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.ai.ModelCall;
import io.contexttrace.ai.ModelCalls;
import io.contexttrace.header.OutgoingHeaders;
import io.micrometer.observation.Observation;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Restores on OkHttp's thread what the calling work holds, and adds the context headers
 * where the host may see them. It comes before the interceptor that observes the request.
 * Safe for use by several threads.
 */
public final class OpenAiContextInterceptor implements Interceptor {

	private final ModelCalls calls;

	private final OutgoingHeaders headers;

	/**
	 * Create an interceptor.
	 * @param calls finds the call that a request belongs to
	 * @param headers writes what a host may see
	 */
	public OpenAiContextInterceptor(ModelCalls calls, OutgoingHeaders headers) {
		this.calls = calls;
		this.headers = headers;
	}

	@Override
	public Response intercept(Chain chain) throws IOException {
		Request request = chain.request();
		ModelCall call = this.calls.find(request.header(OpenAiRequestMarker.HEADER));
		ContextSnapshot snapshot = (call != null) ? call.snapshot() : CurrentContext.capture();
		Observation observation = (call != null) ? call.observation() : null;
		try (CurrentContext.Scope held = snapshot.open();
				Observation.Scope observed = (observation != null) ? observation.openScope() : Observation.Scope.NOOP) {
			return chain.proceed(prepared(request, snapshot));
		}
	}

	private Request prepared(Request request, ContextSnapshot snapshot) {
		Request.Builder builder = request.newBuilder().removeHeader(OpenAiRequestMarker.HEADER);
		this.headers.writeMissing(snapshot, request.url().host(), builder, (target, name) -> request.header(name),
				Request.Builder::header);
		return builder.build();
	}

}
