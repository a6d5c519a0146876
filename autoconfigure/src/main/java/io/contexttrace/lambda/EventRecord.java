package io.contexttrace.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.contexttrace.header.EventEnvelope;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.InvocationFields;
import org.jspecify.annotations.Nullable;

/**
 * One record of an event of SQS, SNS or Kinesis. Not safe for use by several threads.
 */
final class EventRecord {

	static final String BODY = "body";

	static final String SYSTEM_ATTRIBUTES = "attributes";

	static final String MESSAGE_ATTRIBUTES = "messageAttributes";

	static final String STRING_VALUE = "stringValue";

	static final String SNS = "Sns";

	static final String MESSAGE = "Message";

	static final String NOTIFICATION_ATTRIBUTES = "MessageAttributes";

	static final String VALUE = "Value";

	static final String KINESIS = "kinesis";

	static final String DATA = "data";

	private static final String TRACE = "AWSTraceHeader";

	private static final String TYPE = "Type";

	private final Map<String, ?> record;

	private final PayloadPath path;

	private @Nullable Map<String, ?> payload;

	EventRecord(@Nullable Object record, PayloadPath path) {
		this.record = EventParts.map(record);
		this.path = path;
	}

	/**
	 * The places in which the record can say for whom it is, the most credible first.
	 * @param fields what headers are called in a payload
	 * @return the places
	 */
	List<HeaderSource> sources(InvocationFields fields) {
		return List.of(new RecordSource.Attributes(this),
				new RecordSource.Payload("path in the record", this, fields, this.path::in),
				new RecordSource.Payload("envelope in the record", this, fields,
						(payload) -> EventParts.get(payload, EventEnvelope.MEMBER)));
	}

	/**
	 * Whether the record is of a kind that has attributes.
	 * @return {@code true} if it is
	 */
	boolean hasAttributes() {
		return this.record.containsKey(SYSTEM_ATTRIBUTES) || this.record.containsKey(SNS);
	}

	/**
	 * The text of an attribute.
	 * @param name the attribute's name
	 * @return the text, empty if it is none, {@code null} if there is no such attribute
	 */
	@Nullable String header(String name) {
		if (name.equalsIgnoreCase(HeaderNames.XRAY_TRACE)) {
			return EventParts.text(EventParts.get(this.record, SYSTEM_ATTRIBUTES), TRACE);
		}
		String value = attribute(EventParts.map(this.record, MESSAGE_ATTRIBUTES), name, STRING_VALUE);
		if (value == null) {
			value = attribute(EventParts.map(EventParts.get(this.record, SNS), NOTIFICATION_ATTRIBUTES), name, VALUE);
		}
		return (value != null) ? value : attribute(envelope(), name, VALUE);
	}

	// what is no text is there all the same, and no value
	private static @Nullable String attribute(Map<String, ?> attributes, String name, String valueName) {
		Object attribute = attributes.get(name);
		String value = EventParts.text(attribute, valueName);
		return (attribute != null && value == null) ? "" : value;
	}

	// a queue that has not asked for raw delivery gets the notification's attributes so
	private Map<String, ?> envelope() {
		return "Notification".equals(EventParts.text(payload(), TYPE))
				? EventParts.map(payload(), NOTIFICATION_ATTRIBUTES) : Map.of();
	}

	/**
	 * What of the payload is of interest. It is read once, and only if somebody asks.
	 * @return the members, none if it is no JSON object
	 */
	Map<String, ?> payload() {
		if (this.payload == null) {
			String text = text();
			this.payload = (text != null && text.length() <= EventContent.MAX_LENGTH)
					? JsonTree.read(text, this::isWanted) : Map.of();
		}
		return this.payload;
	}

	private boolean isWanted(String name) {
		return name.equals(NOTIFICATION_ATTRIBUTES) || name.equals(TYPE) || name.equals(EventEnvelope.MEMBER)
				|| this.path.startsWith(name);
	}

	private @Nullable String text() {
		String body = EventParts.text(this.record, BODY);
		String message = (body != null) ? body : EventParts.text(EventParts.get(this.record, SNS), MESSAGE);
		return (message != null) ? message : data(EventParts.get(EventParts.get(this.record, KINESIS), DATA));
	}

	private static @Nullable String data(@Nullable Object data) {
		if (data instanceof Data typed) {
			return typed.text();
		}
		return (data instanceof String base64 && base64.length() <= EventContent.MAX_LENGTH * 2) ? decoded(base64)
				: null;
	}

	private static @Nullable String decoded(String base64) {
		try {
			return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Data that is no longer in Base64.
	 *
	 * @param text the data
	 */
	record Data(String text) {

	}

}
