package io.contexttrace.header;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Walks once through a JSON text that may be anything, keeps nothing of it and never
 * throws: what is not JSON of RFC 8259, or nested more than {@value #MAX_DEPTH} deep,
 * ends the walk. Not safe for use by several threads.
 */
public final class JsonCursor {

	/**
	 * How deep objects and arrays may be nested.
	 */
	public static final int MAX_DEPTH = 100;

	private static final Pattern LITERAL = Pattern
		.compile("true|false|null|-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");

	private final String text;

	private int at;

	private int depth;

	/**
	 * Create a cursor at the start of a text.
	 * @param text the text
	 */
	public JsonCursor(String text) {
		this.text = text;
	}

	/**
	 * Visit the members of the object at the cursor.
	 * @param visitor is told each member's name, moves the cursor behind its value and
	 * says whether to go on
	 * @return {@code true} if the object was walked through to its end
	 */
	public boolean fields(Predicate<String> visitor) {
		return enclosed('{', '}', () -> {
			String name = string();
			return name != null && skip(':') && visitor.test(name);
		});
	}

	/**
	 * Visit the elements of the array at the cursor.
	 * @param visitor moves the cursor behind the element at it, and says whether to go on
	 * @return {@code true} if the array was walked through to its end
	 */
	public boolean elements(BooleanSupplier visitor) {
		return enclosed('[', ']', visitor);
	}

	private boolean enclosed(char start, char end, BooleanSupplier item) {
		if (this.depth == MAX_DEPTH || !skip(start)) {
			return false;
		}
		this.depth++;
		boolean whole = skip(end) || (items(item) && skip(end));
		this.depth--;
		return whole;
	}

	private boolean items(BooleanSupplier item) {
		do {
			if (!item.getAsBoolean()) {
				return false;
			}
		}
		while (skip(','));
		return true;
	}

	/**
	 * Read the string at the cursor.
	 * @return the string, or {@code null} if there is none
	 */
	public @Nullable String string() {
		if (!isAtString()) {
			return null;
		}
		int start = this.at + 1;
		return skipString() ? JsonText.unescape(this.text, start, this.at - 1) : null;
	}

	/**
	 * Whether the value at the cursor is a string.
	 * @return {@code true} if it starts like one
	 */
	public boolean isAtString() {
		return isNext('"');
	}

	/**
	 * Move the cursor behind the value at it.
	 * @return {@code false} if there is none
	 */
	public boolean value() {
		if (isNext('{')) {
			return enclosed('{', '}', () -> skipString() && skip(':') && value());
		}
		if (isNext('[')) {
			return elements(this::value);
		}
		return isNext('"') ? skipString() : skipLiteral();
	}

	/**
	 * Whether nothing but blanks is left.
	 * @return {@code true} behind the last value
	 */
	public boolean isAtEnd() {
		skipBlanks();
		return this.at == this.text.length();
	}

	/**
	 * Where the cursor is.
	 * @return the index of the next character
	 */
	public int position() {
		return this.at;
	}

	private boolean skipLiteral() {
		Matcher matcher = LITERAL.matcher(this.text).region(this.at, this.text.length());
		boolean found = matcher.lookingAt();
		this.at = found ? matcher.end() : this.at;
		return found;
	}

	private boolean skipString() {
		if (!skip('"')) {
			return false;
		}
		while (this.at < this.text.length()) {
			char character = this.text.charAt(this.at++);
			if (character == '"') {
				return true;
			}
			if (character < ' ' || (character == '\\' && !skipEscaped())) {
				return false;
			}
		}
		return false;
	}

	private boolean skipEscaped() {
		int length = JsonText.escapedLength(this.text, this.at);
		this.at += length;
		return length > 0;
	}

	private void skipBlanks() {
		while (this.at < this.text.length() && " \t\n\r".indexOf(this.text.charAt(this.at)) >= 0) {
			this.at++;
		}
	}

	private boolean isNext(char wanted) {
		skipBlanks();
		return this.at < this.text.length() && this.text.charAt(this.at) == wanted;
	}

	private boolean skip(char wanted) {
		boolean there = isNext(wanted);
		if (there) {
			this.at++;
		}
		return there;
	}

}
