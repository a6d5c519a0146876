package io.contexttrace.carrier.servlet;

import java.io.IOException;
import java.util.function.Predicate;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the context of a request for each of its dispatches, and answers with its id. It
 * comes before the filter that starts the server's observation, so that samplers and
 * observation filters see the context.
 */
public final class ContextFilter extends OncePerRequestFilter {

	private final RequestContextReader reader;

	private final ContextListener listener;

	private final Predicate<HttpServletRequest> excluded;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a filter.
	 * @param reader finds the context of a request
	 * @param listener is told when a request has ended
	 * @param excluded requests that are let through untouched
	 */
	public ContextFilter(RequestContextReader reader, ContextListener listener,
			Predicate<HttpServletRequest> excluded) {
		this.reader = reader;
		this.listener = listener;
		this.excluded = excluded;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		if (RequestContext.get(request) != null || RequestContext.isExcluded(request)) {
			return RequestContext.isExcluded(request);
		}
		boolean exclude = this.excluded.test(request);
		if (exclude) {
			RequestContext.exclude(request);
		}
		return exclude;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContextSnapshot known = RequestContext.get(request);
		ContextSnapshot snapshot = (known != null) ? known : receive(request, response);
		RequestStep step = RequestStep.of(request, this.listener);
		CurrentContext.Scope scope = snapshot.open();
		boolean failed = true;
		try {
			chain.doFilter(request, response);
			failed = false;
		}
		catch (Throwable ex) {
			step.failed(ex);
			throw ex;
		}
		finally {
			this.barrier.run(step, () -> step.dispatchEnded(request, response));
			release(request, scope, failed);
		}
	}

	// a failure is logged by the container, after this filter: where the container clears
	// the thread itself, its line still bears the ids
	private void release(HttpServletRequest request, CurrentContext.Scope scope, boolean failed) {
		ContextSnapshot latest = RequestContext.get(request);
		if (failed && latest != null && RequestContext.isGuarded(request)) {
			CurrentContext.restore(latest);
		}
		else {
			scope.close();
		}
	}

	private ContextSnapshot receive(HttpServletRequest request, HttpServletResponse response) {
		ContextSnapshot snapshot = this.reader.read(request);
		RequestContext.bind(request, response, snapshot, this.reader.idHeader());
		return snapshot;
	}

}
