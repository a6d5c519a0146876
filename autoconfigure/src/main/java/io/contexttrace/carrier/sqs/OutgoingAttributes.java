package io.contexttrace.carrier.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.PayloadRoom;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one message that is about to be sent. They are offered in the order
 * of their worth; from the first one on that has no room, none is added, because what
 * comes later means nothing without it. Not safe for use by several threads.
 */
final class OutgoingAttributes {

	/**
	 * As many attributes as AWS lets a message have.
	 */
	static final int MAX_ATTRIBUTES = 10;

	/**
	 * The type of all that is added.
	 */
	static final String TYPE = "String";

	private static final Pattern NAME = Pattern.compile("(?!(?i)(aws|amazon)\\.)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

	private final Map<String, String> present;

	private final PayloadRoom room;

	private final Consumer<String> skipped;

	private final Map<String, String> added = new LinkedHashMap<>();

	private boolean full;

	/**
	 * Create an instance.
	 * @param present what the message has already, an empty text where it is no text
	 * @param room how much the request may still grow
	 * @param skipped is told why there is no room, for each attribute
	 */
	OutgoingAttributes(Map<String, String> present, PayloadRoom room, Consumer<String> skipped) {
		this.present = present;
		this.room = room;
		this.skipped = skipped;
	}

	@Nullable String get(String name) {
		String value = this.present.get(name);
		return (value != null) ? value : this.added.get(name);
	}

	void set(String name, String value) {
		// AWS has a place of its own for the trace, which does not count
		if (name.equalsIgnoreCase(HeaderNames.XRAY_TRACE) || value.isEmpty()) {
			return;
		}
		if (!NAME.matcher(name).matches()) {
			this.skipped.accept("name");
		}
		else if (this.full || this.present.size() + this.added.size() >= MAX_ATTRIBUTES) {
			skip("attributes");
		}
		else if (!this.room.take(name.length() + TYPE.length() + PayloadRoom.size(value))) {
			skip("size");
		}
		else {
			this.added.put(name, value);
		}
	}

	private void skip(String reason) {
		this.full = true;
		this.skipped.accept(reason);
	}

	/**
	 * What the message is to have beside what it has.
	 * @return the values by their names
	 */
	Map<String, String> added() {
		return this.added;
	}

}
