package io.contexttrace.propagation;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.RunningStep;
import io.contexttrace.Step;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.DisconnectedClientHelper;

/**
 * One HTTP request that this application serves, as a step: it lasts until the response
 * has ended, and has failed if the application did or the status is 500 or more. The
 * context may change until then. Safe for use by several threads.
 */
public final class ServedRequest {

	/**
	 * The name of the step, and what listeners are told brought or needed the context.
	 */
	public static final String NAME = "http.server";

	private static final int SERVER_ERROR = 500;

	private final RunningStep step;

	private volatile @Nullable Throwable failure;

	/**
	 * Begin a request now.
	 * @param listener is told when it has ended; one that does not throw
	 */
	public ServedRequest(ContextListener listener) {
		this.step = new RunningStep(null, NAME, listener);
	}

	/**
	 * Record that the application failed.
	 * @param failure what it threw
	 */
	public void failed(Throwable failure) {
		this.failure = failure;
	}

	/**
	 * The response has ended.
	 * @param context the context that the request was served for
	 * @param status the response's status
	 */
	public void ended(@Nullable BusinessContext context, int status) {
		String errorType = errorType(status);
		this.step.end(context, outcome(errorType), errorType);
	}

	/**
	 * The client went before the response had ended.
	 * @param context the context that the request was served for
	 */
	public void cancelled(@Nullable BusinessContext context) {
		this.step.end(context, Step.Outcome.CANCELLED, null);
	}

	/**
	 * Whether the application failed because its client has gone.
	 * @return {@code true} if there is nobody to answer
	 */
	public boolean isAbandoned() {
		Throwable cause = this.failure;
		return cause != null && DisconnectedClientHelper.isClientDisconnectedException(cause);
	}

	private Step.Outcome outcome(@Nullable String errorType) {
		if (isAbandoned()) {
			return Step.Outcome.CANCELLED;
		}
		return (errorType != null) ? Step.Outcome.ERROR : Step.Outcome.OK;
	}

	private @Nullable String errorType(int status) {
		Throwable cause = this.failure;
		if (cause != null) {
			return cause.getClass().getName();
		}
		return (status >= SERVER_ERROR) ? String.valueOf(status) : null;
	}

}
