package io.contexttrace.carrier.servlet;

import java.io.IOException;
import java.util.function.Supplier;

import io.contexttrace.CurrentContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * A listener that is called under the context of the request that it listens to.
 *
 * @param listener who is called
 * @param handedOver what the thread held that started the asynchronous work
 */
record ContextAsyncListener(AsyncListener listener,
		Supplier<CurrentContext.Scope> handedOver) implements AsyncListener {

	@Override
	public void onComplete(AsyncEvent event) throws IOException {
		try (CurrentContext.Scope scope = this.handedOver.get()) {
			this.listener.onComplete(event);
		}
	}

	@Override
	public void onTimeout(AsyncEvent event) throws IOException {
		try (CurrentContext.Scope scope = this.handedOver.get()) {
			this.listener.onTimeout(event);
		}
	}

	@Override
	public void onError(AsyncEvent event) throws IOException {
		try (CurrentContext.Scope scope = this.handedOver.get()) {
			this.listener.onError(event);
		}
	}

	@Override
	public void onStartAsync(AsyncEvent event) throws IOException {
		try (CurrentContext.Scope scope = this.handedOver.get()) {
			this.listener.onStartAsync(event);
		}
	}

}
