package io.contexttrace.carrier.mcp;

import java.util.function.Function;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The time during which a thread holds what Reactor's context holds, where that holds
 * anything, and else what it held before.
 *
 * @param scope ends it
 * @param captured puts what the thread holds into a context of Reactor
 */
record HeldThread(ContextSnapshot.Scope scope, Function<Context, Context> captured) implements AutoCloseable {

	private static final ContextSnapshotFactory FACTORY = ContextSnapshotFactory.builder().build();

	static HeldThread of(ContextView context) {
		ContextSnapshot.Scope scope = FACTORY.captureFrom(context).setThreadLocals();
		return new HeldThread(scope, FACTORY.captureAll()::updateContext);
	}

	// Reactor alone gives threads nothing of its context at the subscription
	static <T> Mono<T> holding(Mono<T> work) {
		ContextSnapshot snapshot = FACTORY.captureAll();
		Mono<T> carrying = work.contextWrite(snapshot::updateContext);
		return Mono.fromDirect((subscriber) -> {
			try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
				carrying.subscribe(subscriber);
			}
		});
	}

	@Override
	public void close() {
		this.scope.close();
	}

}
