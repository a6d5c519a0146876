package io.contexttrace.ai;

import java.io.InterruptedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/**
 * Says what a failed call failed of: without the wrappers that asynchronous code puts
 * around an exception, and told apart by what can be done about it.
 */
public final class FailureReader {

	private static final int MAX_CAUSES = 16;

	private static final String TOO_MANY_REQUESTS = "429";

	private FailureReader() {
	}

	/**
	 * How a call ended that failed.
	 * @param failure how it failed
	 * @return the outcome
	 */
	public static LlmCall.Outcome outcome(Throwable failure) {
		Throwable unwrapped = unwrap(failure);
		return new LlmCall.Outcome(status(unwrapped), unwrapped.getClass().getName());
	}

	/**
	 * What a failure says, which may quote the prompt.
	 * @param failure how a call failed
	 * @return the message, or {@code null} if there is none
	 */
	public static @Nullable String message(Throwable failure) {
		return unwrap(failure).getMessage();
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable current = Exceptions.unwrap(failure);
		for (int i = 0; i < MAX_CAUSES; i++) {
			Throwable cause = current.getCause();
			if (cause == null || !isWrapper(current)) {
				break;
			}
			current = cause;
		}
		return current;
	}

	private static boolean isWrapper(Throwable failure) {
		return failure instanceof CompletionException || failure instanceof ExecutionException
				|| failure instanceof UndeclaredThrowableException;
	}

	private static LlmCallStatus status(Throwable failure) {
		Throwable current = failure;
		for (int i = 0; i < MAX_CAUSES && current != null; i++) {
			LlmCallStatus status = ownStatus(current);
			if (status != null) {
				return status;
			}
			current = current.getCause();
		}
		return LlmCallStatus.ERROR;
	}

	private static @Nullable LlmCallStatus ownStatus(Throwable failure) {
		if (isRateLimit(failure)) {
			return LlmCallStatus.RATE_LIMITED;
		}
		if (failure instanceof TimeoutException || failure instanceof InterruptedIOException
				|| failure.getClass().getSimpleName().contains("Timeout")) {
			return LlmCallStatus.TIMEOUT;
		}
		return (failure instanceof CancellationException) ? LlmCallStatus.CANCELLED : null;
	}

	private static boolean isRateLimit(Throwable failure) {
		String name = failure.getClass().getSimpleName();
		String message = failure.getMessage();
		return name.equals("RateLimitException") || name.equals("TooManyRequests")
				|| (name.endsWith("TransientAiException") && message != null
						&& (message.startsWith(TOO_MANY_REQUESTS) || message.startsWith("HTTP " + TOO_MANY_REQUESTS)));
	}

}
