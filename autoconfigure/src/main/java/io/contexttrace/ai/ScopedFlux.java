package io.contexttrace.ai;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

/**
 * Subscribes to its source while the thread holds a context, so that what the source does
 * at subscription sees it, also where Reactor does not restore it by itself.
 *
 * @param <T> the type of the elements
 */
final class ScopedFlux<T> extends FluxOperator<T, T> {

	private final ContextSnapshot snapshot;

	ScopedFlux(Flux<? extends T> source, ContextSnapshot snapshot) {
		super(source);
		this.snapshot = snapshot;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		try (CurrentContext.Scope scope = this.snapshot.open()) {
			this.source.subscribe(actual);
		}
	}

}
