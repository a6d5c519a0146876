package io.contexttrace.ai;

import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failed call failed of: without the wrappers that asynchronous code puts
 * around an exception, and told apart by what can be done about it.
 */
public final class FailureReader {

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int REQUEST_TIMEOUT = 408;

	private static final int GATEWAY_TIMEOUT = 504;

	private FailureReader() {
	}

	/**
	 * How a call ended that failed.
	 * @param failure how it failed
	 * @return the outcome
	 */
	public static LlmCall.Outcome outcome(Throwable failure) {
		Throwable unwrapped = Causes.unwrap(failure);
		return new LlmCall.Outcome(status(unwrapped), unwrapped.getClass().getName());
	}

	/**
	 * What a failure says, which may quote the prompt.
	 * @param failure how a call failed
	 * @return the message, or {@code null} if there is none
	 */
	public static @Nullable String message(Throwable failure) {
		return Causes.unwrap(failure).getMessage();
	}

	private static LlmCallStatus status(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			LlmCallStatus status = ownStatus(cause);
			if (status != null) {
				return status;
			}
		}
		return LlmCallStatus.ERROR;
	}

	private static @Nullable LlmCallStatus ownStatus(Throwable failure) {
		Integer http = HttpFailure.status(failure);
		if (http != null) {
			return ofHttp(http);
		}
		if (isRateLimit(failure)) {
			return LlmCallStatus.RATE_LIMITED;
		}
		if (failure instanceof TimeoutException || failure instanceof InterruptedIOException
				|| failure.getClass().getSimpleName().contains("Timeout")) {
			return LlmCallStatus.TIMEOUT;
		}
		return (failure instanceof CancellationException) ? LlmCallStatus.CANCELLED : null;
	}

	private static @Nullable LlmCallStatus ofHttp(int status) {
		return switch (status) {
			case TOO_MANY_REQUESTS -> LlmCallStatus.RATE_LIMITED;
			case REQUEST_TIMEOUT, GATEWAY_TIMEOUT -> LlmCallStatus.TIMEOUT;
			default -> null;
		};
	}

	// Spring AI's own exceptions carry the status in their message alone
	private static boolean isRateLimit(Throwable failure) {
		String name = failure.getClass().getSimpleName();
		String message = failure.getMessage();
		return name.equals("RateLimitException") || name.equals("TooManyRequests") || name.equals("ThrottlingException")
				|| (name.endsWith("TransientAiException") && message != null
						&& (message.startsWith("429") || message.startsWith("HTTP 429")));
	}

}
