package io.contexttrace.carrier.sqs;

import java.util.HashMap;
import java.util.Map;

import io.contexttrace.header.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * The JSON into which SNS wraps a notification for a queue that has not asked for raw
 * delivery. The notification's attributes are in it, and the message has none.
 */
final class SnsEnvelope {

	private static final String ATTRIBUTES = "MessageAttributes";

	private final JsonCursor json;

	private final Map<String, String> attributes = new HashMap<>();

	private boolean notification;

	private SnsEnvelope(String body) {
		this.json = new JsonCursor(body);
	}

	/**
	 * Read the attributes of a notification.
	 * @param body the body of a message, which may be anything
	 * @return the texts by their names, none if the body is no envelope
	 */
	static Map<String, String> attributes(@Nullable String body) {
		// most bodies are none, and this costs next to nothing
		if (body == null || body.isEmpty() || body.charAt(0) != '{' || !body.contains("\"" + ATTRIBUTES + "\"")) {
			return Map.of();
		}
		SnsEnvelope envelope = new SnsEnvelope(body);
		boolean whole = envelope.json.fields(envelope::field);
		return (whole && envelope.notification) ? envelope.attributes : Map.of();
	}

	private boolean field(String name) {
		if (name.equals("Type")) {
			this.notification = "Notification".equals(this.json.string());
			return this.notification;
		}
		return name.equals(ATTRIBUTES) ? this.json.fields(this::attribute) : this.json.value();
	}

	private boolean attribute(String name) {
		return this.attributes.size() < OutgoingAttributes.MAX_ATTRIBUTES * 10
				&& this.json.fields((part) -> attributePart(name, part));
	}

	private boolean attributePart(String name, String part) {
		if (!part.equals("Value")) {
			return this.json.value();
		}
		String value = this.json.string();
		if (value != null) {
			this.attributes.put(name, value);
		}
		return value != null;
	}

}
