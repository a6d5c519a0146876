package io.contexttrace.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import io.contexttrace.header.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * What of an event can say for whom it is, whatever its type: a map, JSON, or a class of
 * {@code aws-lambda-java-events}.
 *
 * @param path where the application has put a context
 */
record EventContent(PayloadPath path) {

	/**
	 * The longest JSON that is read, in bytes. What comes behind is not looked at.
	 */
	static final int MAX_LENGTH = 1024 * 1024;

	static final String HEADERS = "headers";

	static final String ALL_HEADERS = "multiValueHeaders";

	static final String RECORDS = "Records";

	private static final Set<String> MEMBERS = Set.of(HEADERS, ALL_HEADERS, RECORDS, EventEnvelope.MEMBER);

	/**
	 * Read an event.
	 * @param event the event
	 * @return its members, as far as they are of interest
	 */
	Map<String, ?> of(@Nullable Object event) {
		if (event instanceof CharSequence text) {
			return json(text.subSequence(0, Math.min(text.length(), MAX_LENGTH)).toString());
		}
		if (event instanceof byte[] bytes) {
			return json(new String(bytes, 0, Math.min(bytes.length, MAX_LENGTH), StandardCharsets.UTF_8));
		}
		return EventParts.map(event);
	}

	private Map<String, ?> json(String json) {
		return JsonTree.read(json, (name) -> MEMBERS.contains(name) || this.path.startsWith(name));
	}

}
