package io.contexttrace.propagation;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.RunningStep;
import io.contexttrace.TraceReference;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import io.contexttrace.header.ReceivedTrace;
import org.jspecify.annotations.Nullable;

/**
 * Takes contexts over borders: writes what a thread holds onto what it sends, and opens
 * what has arrived around the work on it. All carriers of messages share it, and an
 * application can use it for a transport of its own. A failure of ours never reaches the
 * caller. Safe for use by several threads.
 */
public final class ContextCrossing {

	private final ContextReceiver receiver;

	private final ContextHeaders headers;

	private final CrossingTrace trace;

	private final ContextListener listener;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param receiver finds what received work is done for
	 * @param headers writes the context headers
	 * @param trace the tracer's part
	 * @param listener is told of each finished piece of work
	 */
	public ContextCrossing(ContextReceiver receiver, ContextHeaders headers, CrossingTrace trace,
			ContextListener listener) {
		this.receiver = receiver;
		this.headers = headers;
		this.trace = trace;
		this.listener = ContextListener.all(List.of(listener));
	}

	/**
	 * Write what the thread holds onto what it is about to send, and the ids of the span
	 * that it works under. A header that is there already stays.
	 * @param <C> the type of the carrier
	 * @param carrier what is about to be sent
	 * @param getter reads its headers
	 * @param setter writes them
	 */
	public <C> void send(C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter) {
		this.barrier.run(this, () -> {
			this.headers.writeMissing(this.trace.toSend(CurrentContext.capture()), carrier, getter, setter);
			this.trace.tracing().inject(carrier, getter, setter);
		});
	}

	/**
	 * Find what the work on a carrier is done for, without opening it.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @param carrierName what listeners are told brought it, such as
	 * {@code kafka.consumer}; one of few
	 * @return what the work holds, never without a context
	 */
	public <C> ContextSnapshot read(C carrier, HeaderGetter<C> getter, String carrierName) {
		return this.receiver.receive(carrier, getter, carrierName);
	}

	/**
	 * Open the work on something whose span, if there is one, is current already, because
	 * the framework that delivers it is observed. The span is given the context.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @param carrierName the name of the step, and what listeners are told brought it
	 * @return the work, to be closed on the same thread
	 */
	public <C> ReceivedWork receive(C carrier, HeaderGetter<C> getter, String carrierName) {
		return open(read(carrier, getter, carrierName), carrierName);
	}

	/**
	 * Open work that has been read before. The current span, if there is one, is given
	 * the context.
	 * @param received what the work holds
	 * @param stepName the name of the step
	 * @return the work, to be closed on the same thread
	 */
	public ReceivedWork open(ContextSnapshot received, String stepName) {
		this.barrier.run(this.trace, () -> this.trace.tracing().mark(received));
		return open(received, stepName, WorkSpan.NONE, received.open(), received.trace());
	}

	/**
	 * Open work that has been read before, with a span of its own.
	 * @param <C> the type of the carrier
	 * @param received what the work holds
	 * @param stepName the name of the step and of the span
	 * @param origin where the work came from
	 * @return the work, to be closed on the same thread
	 */
	public <C> ReceivedWork open(ContextSnapshot received, String stepName, WorkOrigin<C> origin) {
		boolean sameTrace = origin.relation() == WorkOrigin.Relation.CHILD;
		return open(received, stepName, sameTrace ? received.trace() : null,
				(tracing) -> tracing.start(stepName, origin));
	}

	/**
	 * Open a part of the work that this thread is doing, with a span of its own inside
	 * the current one.
	 * @param held what the part holds
	 * @param stepName the name of the step and of the span
	 * @return the work, to be closed on the same thread
	 */
	public ReceivedWork openPart(ContextSnapshot held, String stepName) {
		return open(held, stepName, held.trace(), (tracing) -> tracing.start(stepName, null));
	}

	/**
	 * Open the sending of something, with a span of its own inside the current one, to be
	 * followed by {@link #send}.
	 * @param held what the sending work holds
	 * @param stepName the name of the step and of the span
	 * @return the work, to be closed on the same thread
	 */
	public ReceivedWork openSending(ContextSnapshot held, String stepName) {
		return open(held, stepName, held.trace(), (tracing) -> tracing.startSending(stepName));
	}

	private ReceivedWork open(ContextSnapshot held, String stepName, @Nullable TraceReference continued,
			Function<WorkTracing, WorkSpan> start) {
		CurrentContext.Scope scope = held.open();
		AtomicReference<WorkSpan> span = new AtomicReference<>(WorkSpan.NONE);
		this.barrier.run(this.trace, () -> span.set(start.apply(this.trace.tracing())));
		return open(held, stepName, span.get(), scope, continued);
	}

	/**
	 * Find who sent something, for work that has several senders.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @return the sender's trace and span, or {@code null} if they are not named
	 */
	public <C> @Nullable ReceivedTrace sender(C carrier, HeaderGetter<C> getter) {
		return this.receiver.readTrace(carrier, getter);
	}

	/**
	 * Link the current span to the sender of something that its work is about, too, as
	 * that of a batch is about many messages.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 */
	public <C> void link(C carrier, HeaderGetter<C> getter) {
		this.barrier.run(this.trace, () -> this.trace.tracing().link(carrier, getter));
	}

	private ReceivedWork open(ContextSnapshot received, String stepName, WorkSpan span, CurrentContext.Scope scope,
			@Nullable TraceReference continued) {
		AtomicReference<ContextSnapshot> traced = new AtomicReference<>(received);
		this.barrier.run(this.trace, () -> traced.set(this.trace.inSpan(received, continued)));
		CurrentContext.restore(traced.get());
		return new ReceivedWork(traced.get(), span, scope,
				new RunningStep(received.context(), stepName, this.listener));
	}

}
