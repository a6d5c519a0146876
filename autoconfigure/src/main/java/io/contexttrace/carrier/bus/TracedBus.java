package io.contexttrace.carrier.bus;

import java.util.Map;

import io.contexttrace.CallableWork;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.MetadataGetter;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A bus of the application's own, seen by tracing. Call it in the two places through
 * which every message goes: where the bus takes an envelope, and where it hands one to a
 * handler.
 * <p>
 * What is dispatched takes the context along in the metadata of its envelope, and is a
 * step and a span of kind producer. What is handled works under the context that came, or
 * under a new one where none came that can be accepted, and is a step and a span of kind
 * consumer: a trace of its own, with a link to the producer's span. What the application
 * throws passes through. Safe for use by several threads.
 *
 * @param <E> the type of the envelopes
 */
public final class TracedBus<E> {

	private static final String DISPATCH = ".dispatch";

	private final String name;

	private final EnvelopeHeaders<E> headers;

	private final ContextCrossing crossing;

	TracedBus(String name, EnvelopeHeaders<E> headers, ContextCrossing crossing) {
		this.name = name;
		this.headers = headers;
		this.crossing = crossing;
	}

	/**
	 * Dispatch an envelope.
	 * @param <X> what the bus can throw
	 * @param message what is dispatched, such as {@code check-credit}; one of few,
	 * because it becomes a metric tag
	 * @param envelope the envelope
	 * @param delivery hands the envelope to the bus, with all metadata
	 * @throws X what the bus throws
	 */
	public <X extends Throwable> void dispatch(String message, E envelope, Delivery<E, X> delivery) throws X {
		this.<@Nullable Void, X>request(message, envelope, (wrapped) -> {
			delivery.deliver(wrapped);
			return null;
		});
	}

	/**
	 * Dispatch an envelope to a bus that answers. If the answer is a
	 * {@link java.util.concurrent.CompletionStage}, the dispatch ends when that
	 * completes.
	 * @param <T> the type of the answer
	 * @param <X> what the bus can throw
	 * @param message what is dispatched, such as {@code find-limit}; one of few, because
	 * it becomes a metric tag
	 * @param envelope the envelope
	 * @param exchange hands the envelope to the bus, with all metadata
	 * @return the answer
	 * @throws X what the bus throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T request(String message, E envelope,
			Exchange<E, T, X> exchange) throws X {
		return this.crossing.openSending(CurrentContext.capture(), message + DISPATCH)
			.during(() -> exchange.deliver(wrap(envelope)));
	}

	/**
	 * Handle an envelope.
	 * @param handler who handles it, such as {@code credit-check}; one of few, because it
	 * becomes a metric tag
	 * @param envelope the envelope
	 * @param work what to do
	 */
	public void handle(String handler, E envelope, Runnable work) {
		this.<@Nullable Void, RuntimeException>handle(handler, envelope, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * Handle an envelope and return a value. If the value is a
	 * {@link java.util.concurrent.CompletionStage}, the work ends when that completes.
	 * @param <T> the type of the value
	 * @param <X> what the work can throw
	 * @param handler who handles it, such as {@code credit-check}; one of few, because it
	 * becomes a metric tag
	 * @param envelope the envelope
	 * @param work what to do
	 * @return the value
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T handle(String handler, E envelope,
			CallableWork<T, X> work) throws X {
		return open(handler, envelope).during(work);
	}

	/**
	 * An envelope that takes along what this thread holds, without a step. Metadata that
	 * it has already stays.
	 * @param envelope the envelope
	 * @return the envelope to send
	 */
	public E wrap(E envelope) {
		return this.headers.write(envelope, this.crossing);
	}

	/**
	 * What the work on an envelope holds, without a step.
	 * @param envelope the envelope
	 * @return the snapshot, never without a context
	 */
	public ContextSnapshot unwrap(E envelope) {
		return this.crossing.read(this.headers.read(envelope), MetadataGetter.INSTANCE, this.name);
	}

	private ReceivedWork open(String handler, E envelope) {
		Map<String, ?> metadata = this.headers.read(envelope);
		return this.crossing.open(this.crossing.read(metadata, MetadataGetter.INSTANCE, this.name), handler,
				new WorkOrigin<>(metadata, MetadataGetter.INSTANCE, WorkOrigin.Relation.LINK));
	}

}
