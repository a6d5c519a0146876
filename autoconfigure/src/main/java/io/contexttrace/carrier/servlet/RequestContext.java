package io.contexttrace.carrier.servlet;

import io.contexttrace.ContextSnapshot;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Where a request keeps its context between dispatches, which may run on different
 * threads.
 */
final class RequestContext {

	private static final String ATTRIBUTE = RequestContext.class.getName();

	private static final String GUARDED = RequestContext.class.getName() + ".guarded";

	private static final String EXCLUDED = RequestContext.class.getName() + ".excluded";

	private RequestContext() {
	}

	static @Nullable ContextSnapshot get(ServletRequest request) {
		return (ContextSnapshot) request.getAttribute(ATTRIBUTE);
	}

	static void set(ServletRequest request, ContextSnapshot snapshot) {
		request.setAttribute(ATTRIBUTE, snapshot);
	}

	// the container itself clears this thread when the dispatch is done
	static void guard(ServletRequest request) {
		request.setAttribute(GUARDED, Thread.currentThread());
	}

	static boolean isGuarded(ServletRequest request) {
		return request.getAttribute(GUARDED) == Thread.currentThread();
	}

	// what is left alone when it arrives is left alone in all its dispatches
	static void exclude(ServletRequest request) {
		request.setAttribute(EXCLUDED, true);
	}

	static boolean isExcluded(ServletRequest request) {
		return request.getAttribute(EXCLUDED) != null;
	}

	static void bind(ServletRequest request, HttpServletResponse response, ContextSnapshot snapshot, String idHeader) {
		set(request, snapshot);
		if (snapshot.context() != null) {
			response.setHeader(idHeader, snapshot.context().id().value());
		}
	}

}
