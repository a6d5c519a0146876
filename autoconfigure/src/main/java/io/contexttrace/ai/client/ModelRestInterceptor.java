package io.contexttrace.ai.client;

import java.io.IOException;
import java.util.function.Consumer;

import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.ai.HttpAttempts;
import io.contexttrace.ai.ModelCall;
import io.contexttrace.ai.ModelCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Tells a call to a model of the requests that it makes with a
 * {@link org.springframework.web.client.RestClient}: those that are made while the thread
 * holds the call's request id. Safe for use by several threads.
 */
public final class ModelRestInterceptor implements ClientHttpRequestInterceptor {

	private final ModelCalls calls;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an interceptor.
	 * @param calls finds the call that a request belongs to
	 */
	public ModelRestInterceptor(ModelCalls calls) {
		this.calls = calls;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		ModelCall call = this.calls.find(CurrentContext.capture().requestId());
		tell(call, HttpAttempts::requested);
		try {
			ClientHttpResponse response = execution.execute(request, body);
			tell(call, (attempts) -> answered(attempts, response));
			return response;
		}
		catch (IOException | RuntimeException ex) {
			tell(call, (attempts) -> attempts.failed(ex));
			throw ex;
		}
	}

	private void tell(@Nullable ModelCall call, Consumer<HttpAttempts> event) {
		if (call != null) {
			this.barrier.run(this, () -> event.accept(call.attempts()));
		}
	}

	private static void answered(HttpAttempts attempts, ClientHttpResponse response) {
		try {
			attempts.answered(response.getStatusCode().value(), response.getHeaders()::getFirst);
		}
		catch (IOException ex) {
			attempts.failed(ex);
		}
	}

}
