package io.contexttrace.carrier.servlet;

import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous work on a request, whose listeners and threads hold what the thread held
 * that started it.
 *
 * @param actual the container's
 * @param handedOver what was held
 */
record ContextAsync(AsyncContext actual, Supplier<CurrentContext.Scope> handedOver) implements AsyncContext {

	boolean isFor(AsyncContext other) {
		return this.actual == other;
	}

	@Override
	public void start(Runnable run) {
		this.actual.start(() -> {
			try (CurrentContext.Scope scope = this.handedOver.get()) {
				run.run();
			}
		});
	}

	@Override
	public void addListener(AsyncListener listener) {
		this.actual.addListener(new ContextAsyncListener(listener, this.handedOver));
	}

	@Override
	public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
		this.actual.addListener(new ContextAsyncListener(listener, this.handedOver), request, response);
	}

	@Override
	public ServletRequest getRequest() {
		return this.actual.getRequest();
	}

	@Override
	public ServletResponse getResponse() {
		return this.actual.getResponse();
	}

	@Override
	public boolean hasOriginalRequestAndResponse() {
		return this.actual.hasOriginalRequestAndResponse();
	}

	@Override
	public void dispatch() {
		this.actual.dispatch();
	}

	@Override
	public void dispatch(String path) {
		this.actual.dispatch(path);
	}

	@Override
	public void dispatch(@Nullable ServletContext context, String path) {
		this.actual.dispatch(context, path);
	}

	@Override
	public void complete() {
		this.actual.complete();
	}

	@Override
	public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
		return this.actual.createListener(type);
	}

	@Override
	public void setTimeout(long timeout) {
		this.actual.setTimeout(timeout);
	}

	@Override
	public long getTimeout() {
		return this.actual.getTimeout();
	}

}
