package io.contexttrace.sample.assistant;

import java.io.InterruptedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Says to the customer why the model gave no answer.
 */
final class ModelFailure extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private ModelFailure(HttpStatus status, String detail, Throwable cause) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
	}

	/**
	 * Translate what the model client threw.
	 * @param failure the failure
	 * @return the response to the customer
	 */
	static ModelFailure from(Throwable failure) {
		if (failure instanceof CompletionException && failure.getCause() != null) {
			return from(failure.getCause());
		}
		if (failure instanceof RateLimitException ex) {
			return rateLimited(ex);
		}
		if (failure instanceof OpenAIServiceException ex) {
			return new ModelFailure(HttpStatus.BAD_GATEWAY,
					"The model provider failed with status " + ex.statusCode() + ".", ex);
		}
		if (failure instanceof BrokenAnswerException) {
			return new ModelFailure(HttpStatus.BAD_GATEWAY, "The model provider broke off its answer.", failure);
		}
		if (isTimeout(failure)) {
			return new ModelFailure(HttpStatus.GATEWAY_TIMEOUT, "The model provider did not answer in time.", failure);
		}
		return new ModelFailure(HttpStatus.BAD_GATEWAY, "The connection to the model provider failed.", failure);
	}

	private static ModelFailure rateLimited(RateLimitException ex) {
		ModelFailure failure = new ModelFailure(HttpStatus.SERVICE_UNAVAILABLE,
				"The model provider has too much to do, try again later.", ex);
		ex.headers()
			.values(HttpHeaders.RETRY_AFTER)
			.stream()
			.findFirst()
			.ifPresent((value) -> failure.getHeaders().set(HttpHeaders.RETRY_AFTER, value));
		return failure;
	}

	private static boolean isTimeout(Throwable failure) {
		return failure instanceof TimeoutException || failure.getCause() instanceof InterruptedIOException;
	}

}
