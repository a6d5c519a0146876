package io.contexttrace.header;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, as far as they are texts. Not safe for use by several
 * threads.
 */
final class JsonMembers {

	private static final int MAX_MEMBERS = 500;

	private final Map<String, String> texts = new HashMap<>();

	private int members;

	/**
	 * Read the object at a cursor.
	 * @param json moves behind the object
	 * @return {@code false} if there is no object with a reasonable number of members
	 */
	boolean read(JsonCursor json) {
		return json.fields((name) -> read(name, json));
	}

	private boolean read(String name, JsonCursor json) {
		if (++this.members > MAX_MEMBERS) {
			return false;
		}
		if (!json.isAtString()) {
			this.texts.put(name, "");
			return json.value();
		}
		String text = json.string();
		if (text != null) {
			this.texts.put(name, text);
		}
		return text != null;
	}

	boolean isEmpty() {
		return this.members == 0;
	}

	/**
	 * The text of a member.
	 * @param name the member's name
	 * @return the text, empty where the member is none, {@code null} where there is none
	 */
	@Nullable String get(String name) {
		return this.texts.get(name);
	}

	Map<String, String> texts() {
		return Map.copyOf(this.texts);
	}

}
