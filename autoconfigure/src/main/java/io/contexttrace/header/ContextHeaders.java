package io.contexttrace.header;

import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.Prompt;
import io.contexttrace.Rejection.Reason;
import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the headers that carry a context, on any carrier. What is read comes
 * from outside: it becomes a value or nothing, never an exception, and what is refused is
 * told to the listener without its text. Safe for use by several threads.
 */
public final class ContextHeaders {

	private final HeaderNames names;

	private final String defaultKind;

	private final TrustPolicy trustPolicy;

	private final ContextListener listener;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param names what the headers are called
	 * @param defaultKind the kind of a context that came without one
	 * @param trustPolicy decides what is believed; one that throws believes nothing
	 * @param listener is told what was refused
	 */
	public ContextHeaders(HeaderNames names, String defaultKind, TrustPolicy trustPolicy, ContextListener listener) {
		this.names = names;
		this.defaultKind = defaultKind;
		this.trustPolicy = trustPolicy;
		this.listener = ContextListener.all(List.of(listener));
	}

	/**
	 * What the headers are called.
	 * @return the names
	 */
	public HeaderNames names() {
		return this.names;
	}

	/**
	 * Read the context that a carrier brings.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @param carrierName what the listener is told brought it, such as
	 * {@code http.server}
	 * @return the context, or {@code null} if the carrier has none that can be accepted
	 */
	public <C> @Nullable BusinessContext read(C carrier, HeaderGetter<C> getter, String carrierName) {
		ReceivedHeaders<C> received = new ReceivedHeaders<>(carrier, getter, carrierName, this.listener);
		ContextId id = received.id(this.names.id());
		if (id == null) {
			return null;
		}
		BusinessContext context = context(id, received);
		if (isTrusted(context, carrierName)) {
			return context;
		}
		received.reject(Reason.UNTRUSTED);
		return null;
	}

	/**
	 * Read the prompt template that a carrier names. It is as credible as the context
	 * that the carrier brings: ask for it only where {@link #read} has returned one.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @param carrierName what the listener is told brought it
	 * @return the prompt, or {@code null} if the carrier has none that can be accepted
	 */
	public <C> @Nullable Prompt readPrompt(C carrier, HeaderGetter<C> getter, String carrierName) {
		return new ReceivedHeaders<>(carrier, getter, carrierName, this.listener).prompt(this.names.prompt());
	}

	private BusinessContext context(ContextId id, ReceivedHeaders<?> received) {
		ContextId parentId = received.id(this.names.parent());
		ContextId userId = received.id(this.names.user());
		String kind = received.kind(this.names.kind());
		return new BusinessContext(id, (kind != null) ? kind : this.defaultKind, parentId,
				(userId != null) ? userId.value() : null, Map.of());
	}

	private boolean isTrusted(BusinessContext context, String carrierName) {
		try {
			return this.trustPolicy.accepts(context, carrierName);
		}
		catch (RuntimeException | LinkageError ex) {
			this.barrier.report(this.trustPolicy, ex);
			return false;
		}
	}

	/**
	 * Write what a carrier is to take along. A header that the carrier has already stays;
	 * if it has a context id, nothing of this context is added to it, and if it names
	 * another trace, nothing of this trace.
	 * @param <C> the type of the carrier
	 * @param snapshot what the sending work holds
	 * @param carrier what is about to be sent
	 * @param getter reads the carrier's headers
	 * @param setter writes them
	 */
	public <C> void writeMissing(ContextSnapshot snapshot, C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter) {
		BusinessContext context = snapshot.context();
		if (context != null && getter.get(carrier, this.names.id()) == null) {
			write(context, new SentHeaders<>(carrier, getter, setter));
			Prompt prompt = snapshot.nearestPrompt();
			if (prompt != null && getter.get(carrier, this.names.prompt()) == null) {
				setter.set(carrier, this.names.prompt(), PromptHeader.format(prompt));
			}
		}
		TraceReference trace = snapshot.trace();
		if (trace != null && !trace.headers().isEmpty() && !hasOther(trace, carrier, getter)) {
			trace.headers().forEach(new SentHeaders<>(carrier, getter, setter)::setMissing);
		}
	}

	private static <C> boolean hasOther(TraceReference trace, C carrier, HeaderGetter<C> getter) {
		ReceivedTrace sent = TraceFormats.DEFAULT.read(carrier, getter);
		return sent != null && !sent.traceId().equals(trace.traceId());
	}

	private void write(BusinessContext context, SentHeaders<?> sent) {
		sent.setMissing(this.names.id(), context.id().value());
		sent.setMissing(this.names.kind(), context.kind());
		if (context.parentId() != null) {
			sent.setMissing(this.names.parent(), context.parentId().value());
		}
		if (context.userId() != null) {
			sent.setMissing(this.names.user(), context.userId());
		}
	}

	/**
	 * Give the metadata of an envelope what it is to take along of the context that this
	 * thread works for. Metadata that has a context id already stays as it is.
	 * @param <M> the type of the metadata, a map that can be changed
	 * @param metadata the metadata of what is about to be sent
	 * @return the same metadata
	 */
	public <M extends Map<String, ? super String>> M wrap(M metadata) {
		writeMissing(CurrentContext.capture(), metadata, MetadataGetter.INSTANCE::get,
				(map, name, value) -> map.put(name, value));
		return metadata;
	}

	/**
	 * The context that the metadata of an envelope brings.
	 * @param metadata the metadata of what was received
	 * @param carrierName what the listener is told brought it
	 * @return the context, or {@code null} if there is none that can be accepted
	 */
	public @Nullable BusinessContext unwrap(Map<String, ?> metadata, String carrierName) {
		return read(metadata, MetadataGetter.INSTANCE, carrierName);
	}

}
