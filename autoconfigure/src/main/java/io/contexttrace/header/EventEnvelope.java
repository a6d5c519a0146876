package io.contexttrace.header;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The payload of one invocation of an AWS Lambda function whose answer nobody waits for.
 * Lambda takes nothing along beside it, and so what is set goes into a member
 * {@value #MEMBER} of it. Nothing else in the payload changes, and nothing is added if it
 * has such a member. Not safe for use by several threads.
 */
public final class EventEnvelope {

	/**
	 * The member's name.
	 */
	public static final String MEMBER = "_contexttrace";

	private final byte[] payload;

	private final JsonMembers present = new JsonMembers();

	private final Map<String, String> added = new LinkedHashMap<>();

	private boolean empty = true;

	private boolean there;

	private EventEnvelope(byte[] payload) {
		this.payload = payload;
	}

	/**
	 * Read a payload that may be anything.
	 * @param payload the payload
	 * @return the envelope, or {@code null} if the payload is no JSON object
	 */
	public static @Nullable EventEnvelope parse(byte[] payload) {
		String json = decoded(payload);
		return (json != null) ? parse(payload, json) : null;
	}

	/**
	 * The texts that the envelope in a payload has.
	 * @param payload the payload, which may be anything
	 * @return the texts by their names, none if there is no envelope
	 */
	public static Map<String, String> read(String payload) {
		// most payloads have none
		EventEnvelope envelope = payload.contains("\"" + MEMBER + "\"") ? parse(new byte[0], payload) : null;
		return (envelope != null) ? envelope.present.texts() : Map.of();
	}

	private static @Nullable EventEnvelope parse(byte[] payload, String json) {
		EventEnvelope envelope = new EventEnvelope(payload);
		JsonCursor cursor = new JsonCursor(json);
		return (cursor.fields((name) -> envelope.read(name, cursor)) && cursor.isAtEnd()) ? envelope : null;
	}

	private static @Nullable String decoded(byte[] payload) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private boolean read(String name, JsonCursor cursor) {
		this.empty = false;
		if (!name.equals(MEMBER)) {
			return cursor.value();
		}
		boolean first = !this.there;
		this.there = true;
		return first && this.present.read(cursor);
	}

	/**
	 * The text of a field.
	 * @param name the field's name
	 * @return the text, or {@code null} if there is none
	 */
	public @Nullable String get(String name) {
		String value = this.present.get(name);
		return (value != null) ? value : this.added.get(name);
	}

	/**
	 * Add a field, unless the payload came with an envelope.
	 * @param name the field's name
	 * @param value its text
	 */
	public void set(String name, String value) {
		if (!this.there) {
			this.added.put(name, value);
		}
	}

	/**
	 * The payload with what has been added.
	 * @return the bytes, the same as before if nothing has been added
	 */
	public byte[] payload() {
		if (this.added.isEmpty()) {
			return this.payload;
		}
		String member = (this.empty ? "" : ",") + "\"" + MEMBER + "\":{" + JsonText.members(this.added) + "}";
		byte[] bytes = member.getBytes(StandardCharsets.UTF_8);
		int end = end();
		ByteArrayOutputStream changed = new ByteArrayOutputStream(this.payload.length + bytes.length);
		changed.write(this.payload, 0, end);
		changed.write(bytes, 0, bytes.length);
		changed.write(this.payload, end, this.payload.length - end);
		return changed.toByteArray();
	}

	// behind the brace there are only blanks
	private int end() {
		int end = this.payload.length - 1;
		while (this.payload[end] != '}') {
			end--;
		}
		return end;
	}

}
