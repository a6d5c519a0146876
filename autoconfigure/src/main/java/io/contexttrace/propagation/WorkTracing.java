package io.contexttrace.propagation;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import org.jspecify.annotations.Nullable;

/**
 * The tracer's part in work that crosses a border. Implementations are safe for use by
 * several threads.
 */
public interface WorkTracing {

	/**
	 * Write the ids of the span that the thread works under. A carrier that has a
	 * {@code traceparent} already stays as it is.
	 * @param <C> the type of the carrier
	 * @param carrier what is about to be sent
	 * @param getter reads its headers
	 * @param setter writes them
	 */
	<C> void inject(C carrier, HeaderGetter<C> getter, HeaderSetter<C> setter);

	/**
	 * Start a span and make it current on this thread.
	 * @param <C> the type of the carrier
	 * @param name what the span is called; one of few
	 * @param origin where the work came from, or {@code null} for work inside the current
	 * span
	 * @return the span, to be closed on the same thread
	 */
	<C> WorkSpan start(String name, @Nullable WorkOrigin<C> origin);

	/**
	 * Link the current span to the sender of something that it is about, too.
	 * @param <C> the type of the carrier
	 * @param carrier what was received
	 * @param getter reads its headers
	 */
	<C> void link(C carrier, HeaderGetter<C> getter);

	/**
	 * Start a span for something that is about to be sent, inside the current span, and
	 * make it current on this thread.
	 * @param name what the span is called; one of few
	 * @return the span, to be closed on the same thread
	 */
	WorkSpan startSending(String name);

	/**
	 * Give the current span, which somebody else started before the context was known,
	 * the context's attributes.
	 * @param snapshot what the work holds
	 */
	void mark(ContextSnapshot snapshot);

	/**
	 * For applications without a tracer.
	 * @return an instance that does nothing
	 */
	static WorkTracing none() {
		return NoWorkTracing.INSTANCE;
	}

}
