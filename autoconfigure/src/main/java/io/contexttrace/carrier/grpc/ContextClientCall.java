package io.contexttrace.carrier.grpc;

import java.util.function.BiConsumer;

import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.micrometer.observation.ObservationRegistry;

/**
 * A call that takes along what the starting thread holds.
 *
 * @param <Q> the type of the requests
 * @param <R> the type of the responses
 */
final class ContextClientCall<Q, R> extends SimpleForwardingClientCall<Q, R> {

	private static final String STEP = "grpc.client";

	private final BiConsumer<ContextSnapshot, Metadata> writer;

	private final ContextListener listener;

	private final ObservationRegistry observations;

	ContextClientCall(ClientCall<Q, R> call, BiConsumer<ContextSnapshot, Metadata> writer, ContextListener listener,
			ObservationRegistry observations) {
		super(call);
		this.writer = writer;
		this.listener = listener;
		this.observations = observations;
	}

	@Override
	public void start(Listener<R> responses, Metadata headers) {
		CallerWork work = CallerWork.capture(this.observations);
		this.writer.accept(work.snapshot(), headers);
		CallStep step = new CallStep(work.snapshot().context(), STEP, this.listener);
		try {
			super.start(new BoundClientListener<>(responses, work, step), headers);
		}
		catch (RuntimeException | Error ex) {
			step.failed(ex);
			throw ex;
		}
	}

}
