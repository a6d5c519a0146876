package io.contexttrace.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import org.jspecify.annotations.Nullable;

/**
 * Gives an outgoing request what its host may see: the context headers, or neither these
 * nor baggage. The trace's own headers stay in any case. A failure leaves the request as
 * it is. Safe for use by several threads.
 */
public final class OutgoingHeaders {

	private final ContextHeaders headers;

	private final OutgoingHosts hosts;

	private final List<String> baggage;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param headers writes the context headers
	 * @param hosts decides who may see them
	 * @param baggageFields baggage that tracing also sends as headers of their own
	 */
	public OutgoingHeaders(ContextHeaders headers, OutgoingHosts hosts, Collection<String> baggageFields) {
		this.headers = headers;
		this.hosts = hosts;
		this.baggage = new ArrayList<>(baggageFields);
		this.baggage.add(HeaderNames.BAGGAGE);
	}

	/**
	 * Write what a host may see of a context. Headers that the request has already stay.
	 * @param <C> the type of the request
	 * @param snapshot what the sending work holds
	 * @param host the host's name or address, {@code null} if it is not known
	 * @param request what is about to be sent
	 * @param getter reads the request's headers
	 * @param setter writes them
	 */
	public <C> void writeMissing(ContextSnapshot snapshot, @Nullable String host, C request, HeaderGetter<C> getter,
			HeaderSetter<C> setter) {
		this.barrier.run(this, () -> {
			if (this.hosts.allows(host)) {
				this.headers.writeMissing(snapshot, request, getter, setter);
			}
		});
	}

	/**
	 * Take baggage off a request whose host may not see it.
	 * @param <C> the type of the request
	 * @param host the host's name or address, {@code null} if it is not known
	 * @param request what is about to be sent
	 * @param remover removes one of the request's headers
	 */
	public <C> void removeBaggage(@Nullable String host, C request, BiConsumer<C, String> remover) {
		this.barrier.run(this, () -> {
			if (!this.hosts.allows(host)) {
				this.baggage.forEach((name) -> remover.accept(request, name));
			}
		});
	}

}
