package io.contexttrace.carrier.servlet;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;

/**
 * Lets a thread keep the context of a request whose failure has left the filters, until
 * the container dispatches it to the error page or is done with it. The container writes
 * the stack trace to its log in between, and that line would be the one of the request
 * without its ids.
 */
public final class FailureScope implements ServletRequestListener {

	private static final String ATTRIBUTE = FailureScope.class.getName();

	@Override
	public void requestInitialized(ServletRequestEvent event) {
		event.getServletRequest().setAttribute(ATTRIBUTE, this);
	}

	@Override
	public void requestDestroyed(ServletRequestEvent event) {
		release(event.getServletRequest());
	}

	/**
	 * Keep the context of a request on this thread, if there is a listener to end that.
	 * @param request the request, whose failure is about to leave the filters
	 */
	static void keep(ServletRequest request) {
		ContextSnapshot snapshot = RequestContext.get(request);
		if (snapshot != null && request.getAttribute(ATTRIBUTE) != null) {
			CurrentContext.restore(snapshot);
		}
	}

	/**
	 * Let go of the context of a request that this thread kept, if it did.
	 * @param request the request, of which another dispatch begins or which has ended
	 */
	static void release(ServletRequest request) {
		ContextSnapshot held = CurrentContext.capture();
		if (!held.isEmpty() && held == RequestContext.get(request)) {
			CurrentContext.restore(ContextSnapshot.empty());
		}
	}

}
