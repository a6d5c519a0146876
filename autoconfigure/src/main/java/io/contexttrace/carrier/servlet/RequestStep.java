package io.contexttrace.carrier.servlet;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.RunningStep;
import io.contexttrace.Step;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.DisconnectedClientHelper;

/**
 * One request as a step, from its first dispatch to the end of its last.
 */
final class RequestStep implements AsyncListener {

	private static final String ATTRIBUTE = RequestStep.class.getName();

	private static final int SERVER_ERROR = 500;

	private final RunningStep step;

	private volatile @Nullable Throwable failure;

	private RequestStep(ContextListener listener) {
		// the context may change until the request has ended
		this.step = new RunningStep(null, RequestContextReader.CARRIER, listener);
	}

	static RequestStep of(ServletRequest request, ContextListener listener) {
		RequestStep step = (RequestStep) request.getAttribute(ATTRIBUTE);
		if (step == null) {
			step = new RequestStep(listener);
			request.setAttribute(ATTRIBUTE, step);
		}
		return step;
	}

	void failed(Throwable failure) {
		// MVC wraps what the application threw
		Throwable cause = (failure instanceof ServletException) ? failure.getCause() : null;
		this.failure = (cause != null) ? cause : failure;
	}

	void dispatchEnded(HttpServletRequest request, HttpServletResponse response) {
		if (!request.isAsyncStarted() || !listen(request, response)) {
			end(request, response);
		}
	}

	private boolean listen(HttpServletRequest request, HttpServletResponse response) {
		try {
			request.getAsyncContext().addListener(this, request, response);
			return true;
		}
		catch (IllegalStateException ex) {
			// another thread has just completed it
			return false;
		}
	}

	private void end(ServletRequest request, HttpServletResponse response) {
		ContextSnapshot snapshot = RequestContext.get(request);
		String errorType = errorType(response.getStatus());
		this.step.end((snapshot != null) ? snapshot.context() : null, outcome(errorType), errorType);
	}

	private Step.Outcome outcome(@Nullable String errorType) {
		Throwable cause = this.failure;
		if (cause != null && DisconnectedClientHelper.isClientDisconnectedException(cause)) {
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

	@Override
	public void onComplete(AsyncEvent event) {
		end(event.getSuppliedRequest(), (HttpServletResponse) event.getSuppliedResponse());
	}

	@Override
	public void onError(AsyncEvent event) {
		failed(event.getThrowable());
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		// the dispatch that follows tells how the application answers it
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
	}

}
