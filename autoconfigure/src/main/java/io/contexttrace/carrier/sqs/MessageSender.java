package io.contexttrace.carrier.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.PayloadRoom;
import io.contexttrace.propagation.AwsTraceHeader;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.SpanReference;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the attributes of a message what the sending thread holds. Safe for use by
 * several threads.
 *
 * @param <V> the SDK's type of an attribute's value
 * @param crossing writes the context
 * @param trace words the trace
 * @param values the SDK's type of an attribute's value
 * @param listener is told of what has no room
 */
record MessageSender<V>(ContextCrossing crossing, AwsTraceHeader trace, Values<V> values, ContextListener listener) {

	static <V> MessageSender<V> of(ContextCrossing crossing, SpanReference.Source spans, Values<V> values,
			ContextListener listener) {
		return new MessageSender<>(crossing, new AwsTraceHeader(spans), values, listener);
	}

	/**
	 * The attributes that a message is to have.
	 * @param present what it has
	 * @param room how much the request may still grow, in which it is counted already
	 * @return what it is to have
	 */
	Map<String, V> write(Map<String, V> present, PayloadRoom room) {
		Map<String, String> texts = new LinkedHashMap<>();
		present.forEach((name, value) -> texts.put(name, text(value)));
		OutgoingAttributes outgoing = new OutgoingAttributes(texts, room,
				(reason) -> this.listener.skipped(this.values.carrier(), reason));
		this.crossing.send(outgoing, OutgoingAttributes::get, OutgoingAttributes::set);
		if (outgoing.added().isEmpty()) {
			return present;
		}
		Map<String, V> written = new LinkedHashMap<>(present);
		outgoing.added().forEach((name, value) -> written.put(name, this.values.maker().apply(value)));
		return written;
	}

	/**
	 * The size of a message without what is added to it.
	 * @param body its body
	 * @param attributes its attributes
	 * @return the size in bytes
	 */
	long size(@Nullable String body, Map<String, V> attributes) {
		long size = PayloadRoom.size(body);
		for (Map.Entry<String, V> attribute : attributes.entrySet()) {
			size += PayloadRoom.size(attribute.getKey()) + this.values.size().applyAsLong(attribute.getValue());
		}
		return size;
	}

	/**
	 * The trace to send.
	 * @return the header, or {@code null} if none is known
	 */
	@Nullable String traceHeader() {
		return this.trace.value(CurrentContext.capture());
	}

	private String text(V value) {
		String text = this.values.text().apply(value);
		return (text != null) ? text : "";
	}

	/**
	 * The SDK's type of an attribute's value.
	 *
	 * @param <V> the type
	 * @param carrier what listeners are told is sent
	 * @param maker makes a value of a text
	 * @param text reads a value's text, {@code null} if it has none
	 * @param size the size of a value and its type
	 */
	record Values<V>(String carrier, Function<String, V> maker, Function<V, @Nullable String> text,
			ToLongFunction<V> size) {

	}

}
