package io.contexttrace.ai;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import reactor.core.Exceptions;

import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.core.retry.RetryException;

/**
 * What a failure was caused by.
 */
final class Causes {

	private static final int MAX_CAUSES = 16;

	private Causes() {
	}

	/**
	 * A failure without the wrappers that asynchronous and repeating code puts around it.
	 * @param failure the failure as it was caught
	 * @return the failure itself
	 */
	static Throwable unwrap(Throwable failure) {
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

	/**
	 * A failure and what caused it.
	 * @param failure the failure
	 * @return the failure and its causes, of a bounded number
	 */
	static List<Throwable> of(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		Throwable current = failure;
		while (current != null && causes.size() < MAX_CAUSES) {
			causes.add(current);
			current = current.getCause();
		}
		return causes;
	}

	private static boolean isWrapper(Throwable failure) {
		return failure instanceof CompletionException || failure instanceof ExecutionException
				|| failure instanceof UndeclaredThrowableException || failure instanceof InvocationTargetException
				|| failure instanceof RetryException || failure instanceof ToolExecutionException;
	}

}
