package io.contexttrace.lambda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.contexttrace.header.JsonCursor;
import org.jspecify.annotations.Nullable;

/**
 * Reads those members of a JSON object that are wanted, as maps, lists, texts and
 * numbers. The text may be anything: what was read before it ceases to be JSON counts,
 * and so does what was read before it has too many values or is nested too deep.
 */
final class JsonTree {

	private static final int MAX_DEPTH = 16;

	private static final int MAX_VALUES = 50_000;

	private static final int MAX_NUMBER_LENGTH = 32;

	// stands for the rest of an array, which may be different from its start
	private static final Object UNKNOWN = Map.of();

	private final String text;

	private final JsonCursor cursor;

	private int values;

	private JsonTree(String text) {
		this.text = text;
		this.cursor = new JsonCursor(text);
	}

	/**
	 * Read a text.
	 * @param text the text
	 * @param wanted tells the names of the members to read
	 * @return the members, none if the text is no object
	 */
	static Map<String, Object> read(String text, Predicate<String> wanted) {
		JsonTree tree = new JsonTree(text);
		Map<String, Object> members = new LinkedHashMap<>();
		tree.cursor.fields((name) -> wanted.test(name) ? tree.readInto(members, name, MAX_DEPTH) : tree.cursor.value());
		return members;
	}

	private boolean readInto(Map<String, Object> members, String name, int depth) {
		Reading reading = new Reading(depth);
		boolean whole = reading.run();
		if (reading.value != null) {
			members.putIfAbsent(name, reading.value);
		}
		return whole;
	}

	private boolean readInto(List<Object> elements, int depth) {
		Reading reading = new Reading(depth);
		boolean whole = reading.run();
		if (reading.value != null) {
			elements.add(reading.value);
		}
		return whole;
	}

	/**
	 * One value, which may be there though the text ends in the middle of it.
	 */
	private final class Reading {

		private final int depth;

		private @Nullable Object value;

		private Reading(int depth) {
			this.depth = depth;
		}

		private boolean run() {
			if (this.depth == 0 || ++JsonTree.this.values > MAX_VALUES) {
				return false;
			}
			if (JsonTree.this.cursor.isAtString()) {
				this.value = JsonTree.this.cursor.string();
				return this.value != null;
			}
			int start = JsonTree.this.cursor.position();
			return switch ((start < JsonTree.this.text.length()) ? JsonTree.this.text.charAt(start) : ' ') {
				case '{' -> object();
				case '[' -> array();
				default -> literal(start);
			};
		}

		private boolean object() {
			Map<String, Object> members = new LinkedHashMap<>();
			this.value = members;
			return JsonTree.this.cursor.fields((name) -> readInto(members, name, this.depth - 1));
		}

		private boolean array() {
			List<Object> elements = new ArrayList<>();
			this.value = elements;
			boolean whole = JsonTree.this.cursor.elements(() -> readInto(elements, this.depth - 1));
			if (!whole) {
				elements.add(UNKNOWN);
			}
			return whole;
		}

		// of the others only numbers can be ids
		private boolean literal(int start) {
			boolean there = JsonTree.this.cursor.value();
			int end = JsonTree.this.cursor.position();
			if (there && JsonTree.this.text.charAt(start) != 'n') {
				String literal = JsonTree.this.text.substring(start, Math.min(end, start + MAX_NUMBER_LENGTH));
				this.value = Character.isLetter(literal.charAt(0)) ? Boolean.valueOf(literal) : literal;
			}
			return there;
		}

	}

}
