package io.contexttrace.carrier.servlet;

import io.contexttrace.CurrentContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose asynchronous work holds what the thread held that started it.
 */
final class ContextAsyncRequest extends HttpServletRequestWrapper {

	private @Nullable ContextAsync async;

	ContextAsyncRequest(HttpServletRequest request) {
		super(request);
	}

	@Override
	public AsyncContext startAsync() {
		return carrying(super.startAsync());
	}

	@Override
	public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
		return carrying(super.startAsync(request, response));
	}

	@Override
	public AsyncContext getAsyncContext() {
		AsyncContext actual = super.getAsyncContext();
		ContextAsync known = this.async;
		return (known != null && known.isFor(actual)) ? known : carrying(actual);
	}

	private AsyncContext carrying(AsyncContext actual) {
		ContextAsync started = new ContextAsync(actual, CurrentContext.capture().handOver());
		this.async = started;
		return started;
	}

}
