package io.contexttrace.propagation;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.util.ClassUtils;

/**
 * Lets reactive streams work under a context, whoever subscribes to them, and wherever.
 * What the subscriber holds is what Reactor's context holds, or else the thread.
 */
public final class ContextStreams {

	private static final StreamThreads threads = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
			ContextStreams.class.getClassLoader()) ? new MicrometerStreamThreads() : StreamThreads.HeldAlone::capture;

	private ContextStreams() {
	}

	/**
	 * A stream inside which other things are held than outside.
	 * @param <T> the type of the elements
	 * @param source the stream
	 * @param change from what is held outside to what is held inside
	 * @return the same stream
	 */
	public static <T> Flux<T> inside(Flux<T> source, UnaryOperator<ContextSnapshot> change) {
		return Flux.deferContextual((view) -> {
			StreamThreads.Captured inside = new StreamThreads.HeldAlone(change.apply(held(view)));
			return Flux.from(opened(source, inside)).contextWrite(inside::write);
		});
	}

	/**
	 * A single value that comes from where other things are held than outside.
	 * @param <T> the type of the value
	 * @param source the value
	 * @param change from what is held outside to what is held inside
	 * @return the same value
	 */
	public static <T> Mono<T> inside(Mono<T> source, UnaryOperator<ContextSnapshot> change) {
		return Mono.deferContextual((view) -> {
			StreamThreads.Captured inside = new StreamThreads.HeldAlone(change.apply(held(view)));
			return Mono.fromDirect(opened(source, inside)).contextWrite(inside::write);
		});
	}

	/**
	 * A stream inside which is held what this thread holds now, the current span among
	 * it, whoever subscribes later.
	 * @param <T> the type of the elements
	 * @param source the stream
	 * @return the same stream
	 */
	public static <T> Flux<T> keeping(Flux<T> source) {
		StreamThreads.Captured now = threads.capture();
		return Flux.from(opened(source, now)).contextWrite(now::write);
	}

	/**
	 * A single value that comes from where that is held which this thread holds now, the
	 * current span among it, whoever subscribes later.
	 * @param <T> the type of the value
	 * @param source the value
	 * @return the same value
	 */
	public static <T> Mono<T> keeping(Mono<T> source) {
		StreamThreads.Captured now = threads.capture();
		return Mono.fromDirect(opened(source, now)).contextWrite(now::write);
	}

	/**
	 * A stream that is a piece of work each time that somebody subscribes to it. The work
	 * ends with the stream, and is cancelled with it.
	 * @param <T> the type of the elements
	 * @param source the stream
	 * @param opening opens the work, given what is held outside
	 * @return the same stream
	 */
	public static <T> Flux<T> during(Flux<T> source, Function<ContextSnapshot, ReceivedWork> opening) {
		return Flux.deferContextual((view) -> {
			StreamWork work = StreamWork.open(view, opening);
			return Flux.from(opened(source, work.inside()))
				.doOnError(work::failed)
				.doOnTerminate(work::end)
				.doOnCancel(work::cancel)
				.contextWrite(work.inside()::write);
		});
	}

	/**
	 * A single value that is a piece of work each time that somebody subscribes to it.
	 * The work ends when the value is there, and is cancelled with it.
	 * @param <T> the type of the value
	 * @param source the value
	 * @param opening opens the work, given what is held outside
	 * @return the same value
	 */
	public static <T> Mono<T> during(Mono<T> source, Function<ContextSnapshot, ReceivedWork> opening) {
		return Mono.deferContextual((view) -> {
			StreamWork work = StreamWork.open(view, opening);
			return Mono.fromDirect(opened(source, work.inside()))
				.doOnError(work::failed)
				.doOnTerminate(work::end)
				.doOnCancel(work::cancel)
				.contextWrite(work.inside()::write);
		});
	}

	private static ContextSnapshot held(ContextView view) {
		Object carried = view.getOrDefault(ContextThreadLocalAccessor.KEY, null);
		return (carried instanceof ContextSnapshot snapshot) ? snapshot : CurrentContext.capture();
	}

	// what happens at subscription sees it also where Reactor restores nothing by itself
	private static <T> Publisher<T> opened(Publisher<T> source, StreamThreads.Captured inside) {
		return (subscriber) -> {
			try (CurrentContext.Scope scope = inside.open()) {
				source.subscribe(subscriber);
			}
		};
	}

	/**
	 * The work of one subscription.
	 *
	 * @param work the work, which has left the thread that opened it
	 * @param inside what is held inside it
	 */
	private record StreamWork(ReceivedWork work, StreamThreads.Captured inside) {

		static StreamWork open(ContextView view, Function<ContextSnapshot, ReceivedWork> opening) {
			try (CurrentContext.Scope span = threads.openSpan(view)) {
				ReceivedWork work = opening.apply(held(view));
				try {
					return new StreamWork(work, threads.capture());
				}
				finally {
					work.leave();
				}
			}
		}

		void failed(Throwable failure) {
			this.work.failed(failure);
		}

		void end() {
			this.work.end();
		}

		void cancel() {
			this.work.cancelled();
			this.work.end();
		}

	}

}
