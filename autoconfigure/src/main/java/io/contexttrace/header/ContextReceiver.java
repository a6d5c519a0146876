package io.contexttrace.header;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the work on something that has arrived is done for: the context that its
 * headers carry, else a new one; the caller's prompt, and the trace that the caller
 * named. Safe for use by several threads.
 */
public final class ContextReceiver {

	private final CurrentContext contexts;

	private final ContextHeaders headers;

	private final NewContexts newContexts;

	private final TraceFormats formats;

	/**
	 * Create an instance that reads traces in all formats.
	 * @param contexts makes the snapshots, and so is told when they are opened
	 * @param headers reads the context headers
	 * @param newContexts makes a context where none came
	 */
	public ContextReceiver(CurrentContext contexts, ContextHeaders headers, NewContexts newContexts) {
		this(contexts, headers, newContexts, TraceFormats.DEFAULT);
	}

	/**
	 * Create an instance.
	 * @param contexts makes the snapshots, and so is told when they are opened
	 * @param headers reads the context headers
	 * @param newContexts makes a context where none came
	 * @param formats reads the trace that the caller named
	 */
	public ContextReceiver(CurrentContext contexts, ContextHeaders headers, NewContexts newContexts,
			TraceFormats formats) {
		this.contexts = contexts;
		this.headers = headers;
		this.newContexts = newContexts;
		this.formats = formats;
	}

	/**
	 * Find what the work on a carrier is done for. Whatever the headers hold, there is a
	 * context: what is refused is told to the listener, and a new context takes its
	 * place.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @param carrierName what the listener is told brought it, such as
	 * {@code kafka.consumer}; one of few
	 * @return what the work holds, never without a context
	 */
	public <C> ContextSnapshot receive(C carrier, HeaderGetter<C> getter, String carrierName) {
		ContextSnapshot received = receiveExisting(carrier, getter, carrierName);
		return (received != null) ? received : this.contexts.snapshot(this.newContexts.issue(carrierName),
				this.formats.readReference(carrier, getter));
	}

	/**
	 * Find what the work on a carrier is done for, where the application may know it
	 * better than the headers. The caller's prompt is read in any case, if the headers
	 * carry a context that can be accepted.
	 * @param <C> the type of the carrier
	 * @param known the context that the application knows, or {@code null} to go by the
	 * headers
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @param carrierName what the listener is told brought it
	 * @return what the work holds, never without a context
	 */
	public <C> ContextSnapshot receive(@Nullable BusinessContext known, C carrier, HeaderGetter<C> getter,
			String carrierName) {
		if (known == null) {
			return receive(carrier, getter, carrierName);
		}
		ContextSnapshot snapshot = this.contexts.snapshot(known, this.formats.readReference(carrier, getter));
		boolean prompted = getter.get(carrier, this.headers.names().prompt()) != null
				&& this.headers.read(carrier, getter, carrierName) != null;
		return prompted ? withPrompt(snapshot, carrier, getter, carrierName) : snapshot;
	}

	/**
	 * Find what the work on a carrier is done for, if the carrier says it.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @param carrierName what the listener is told brought it
	 * @return what the work holds, or {@code null} if the carrier has no context that can
	 * be accepted
	 */
	public <C> @Nullable ContextSnapshot receiveExisting(C carrier, HeaderGetter<C> getter, String carrierName) {
		BusinessContext context = this.headers.read(carrier, getter, carrierName);
		if (context == null) {
			return null;
		}
		return withPrompt(this.contexts.snapshot(context, this.formats.readReference(carrier, getter)), carrier, getter,
				carrierName);
	}

	/**
	 * Find the trace that a carrier brings, in any of the formats that are read.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 * @return the trace, or {@code null} if none is named
	 */
	public <C> @Nullable ReceivedTrace readTrace(C carrier, HeaderGetter<C> getter) {
		return this.formats.read(carrier, getter);
	}

	private <C> ContextSnapshot withPrompt(ContextSnapshot snapshot, C carrier, HeaderGetter<C> getter,
			String carrierName) {
		Prompt prompt = this.headers.readPrompt(carrier, getter, carrierName);
		return (prompt != null) ? this.contexts.withReceivedPrompt(snapshot, prompt) : snapshot;
	}

}
