package io.contexttrace.carrier.servlet;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.propagation.ServedRequest;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One request as a step, from its first dispatch to the end of its last.
 */
final class RequestStep implements AsyncListener {

	private static final String ATTRIBUTE = RequestStep.class.getName();

	private final ServedRequest step;

	private RequestStep(ContextListener listener) {
		this.step = new ServedRequest(listener);
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
		this.step.failed((cause != null) ? cause : failure);
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
		this.step.ended((snapshot != null) ? snapshot.context() : null, response.getStatus());
	}

	@Override
	public void onComplete(AsyncEvent event) {
		end(event.getSuppliedRequest(), (HttpServletResponse) event.getSuppliedResponse());
	}

	// where the client has gone, nothing else may follow
	@Override
	public void onError(AsyncEvent event) {
		failed(event.getThrowable());
		if (this.step.isAbandoned()) {
			end(event.getSuppliedRequest(), (HttpServletResponse) event.getSuppliedResponse());
		}
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
