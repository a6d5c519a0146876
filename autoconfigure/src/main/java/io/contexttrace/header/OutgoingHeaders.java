package io.contexttrace.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

	private final @Nullable FunctionInvocations invocations;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance for which an invocation of a function is a request like any
	 * other.
	 * @param headers writes the context headers
	 * @param hosts decides who may see them
	 * @param baggageFields baggage that tracing also sends as headers of their own
	 */
	public OutgoingHeaders(ContextHeaders headers, OutgoingHosts hosts, Collection<String> baggageFields) {
		this(headers, hosts, baggageFields, null);
	}

	/**
	 * Create an instance.
	 * @param headers writes the context headers
	 * @param hosts decides who may see them
	 * @param baggageFields baggage that tracing also sends as headers of their own
	 * @param invocations writes what functions are invoked with, {@code null} to leave
	 * that as it is
	 */
	public OutgoingHeaders(ContextHeaders headers, OutgoingHosts hosts, Collection<String> baggageFields,
			@Nullable FunctionInvocations invocations) {
		this.headers = headers;
		this.hosts = hosts;
		this.baggage = new ArrayList<>(baggageFields);
		this.baggage.add(HeaderNames.BAGGAGE);
		this.invocations = invocations;
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
	 * Write what a function is to be invoked with, if the host may see it. This comes
	 * after {@link #writeMissing}. What the caller has set stays.
	 * @param <C> the type of the request
	 * @param snapshot what the sending work holds
	 * @param host the host's name or address, {@code null} if it is not known
	 * @param request an invocation that is about to be sent
	 * @param getter reads the request's headers
	 * @param setter writes them
	 */
	public <C> void writeInvocation(ContextSnapshot snapshot, @Nullable String host, C request, HeaderGetter<C> getter,
			HeaderSetter<C> setter) {
		FunctionInvocations writer = this.invocations;
		if (writer == null) {
			return;
		}
		this.barrier.run(writer, () -> {
			if (this.hosts.allows(host)) {
				writer.write(snapshot, request, getter, setter);
			}
			else {
				writer.skip(snapshot, SkippedInvocation.HOST);
			}
		});
	}

	/**
	 * Put what a function is to be invoked with into the payload of an event, if that is
	 * wanted and the host may see it.
	 * @param snapshot what the sending work holds
	 * @param host the host's name or address, {@code null} if it is not known
	 * @param trace the trace header of the invocation, if it has one
	 * @param payload the payload
	 * @return the payload to send, the same array if nothing has been added
	 */
	public byte[] envelop(ContextSnapshot snapshot, @Nullable String host, @Nullable String trace, byte[] payload) {
		FunctionInvocations writer = this.invocations;
		if (writer == null) {
			return payload;
		}
		AtomicReference<byte[]> sent = new AtomicReference<>(payload);
		this.barrier.run(writer, () -> {
			if (this.hosts.allows(host)) {
				sent.set(writer.envelop(snapshot, trace, payload));
			}
			else {
				writer.skip(snapshot, SkippedInvocation.HOST);
			}
		});
		return sent.get();
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
