package io.contexttrace.hop.grpc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Keeps the answers to a call, and what the threads held that brought them.
 */
final class Answers implements StreamObserver<String> {

	final List<String> texts = new CopyOnWriteArrayList<>();

	final List<String> held = new CopyOnWriteArrayList<>();

	final List<String> traces = new CopyOnWriteArrayList<>();

	private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

	@Override
	public void onNext(String text) {
		see();
		this.texts.add(text);
	}

	@Override
	public void onError(Throwable failure) {
		see();
		this.end.complete(failure);
	}

	@Override
	public void onCompleted() {
		see();
		this.end.complete(null);
	}

	@Nullable Throwable await() throws Exception {
		try {
			return this.end.get(30, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			throw new AssertionError("no end, but " + this.texts, ex);
		}
	}

	private void see() {
		BusinessContext context = CurrentContext.get();
		this.held.add((context != null) ? context.id().value() : "nothing");
		this.traces.add(String.valueOf(MDC.get("traceId")));
	}

}
