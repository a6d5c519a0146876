package io.contexttrace.carrier.sqs;

import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Walks once through a JSON text that may be anything, keeps nothing of it and never
 * throws: what is not JSON ends the walk. Not safe for use by several threads.
 */
final class JsonCursor {

	private static final Pattern ESCAPED = Pattern.compile("\\\\(u.{0,4}|.)");

	private final String text;

	private int at;

	JsonCursor(String text) {
		this.text = text;
	}

	/**
	 * Visit the fields of the object at the cursor.
	 * @param visitor is told each field's name, moves the cursor behind its value and
	 * says whether to go on
	 * @return {@code true} if the object was walked through to its end
	 */
	boolean fields(Predicate<String> visitor) {
		if (!skip('{')) {
			return false;
		}
		if (skip('}')) {
			return true;
		}
		do {
			String name = string();
			if (name == null || !skip(':') || !visitor.test(name)) {
				return false;
			}
		}
		while (skip(','));
		return skip('}');
	}

	/**
	 * Read the string at the cursor. Of escaped characters it knows those that a header
	 * can have; any other becomes a blank, which no header's value survives.
	 * @return the string, or {@code null} if there is none
	 */
	@Nullable String string() {
		if (!isNext('"')) {
			return null;
		}
		int start = this.at + 1;
		if (!value()) {
			return null;
		}
		String raw = this.text.substring(start, this.at - 1);
		return (raw.indexOf('\\') < 0) ? raw : ESCAPED.matcher(raw).replaceAll(JsonCursor::unescape);
	}

	private static String unescape(MatchResult escaped) {
		char character = escaped.group(1).charAt(0);
		return ("\"\\/".indexOf(character) < 0) ? " " : Matcher.quoteReplacement(String.valueOf(character));
	}

	/**
	 * Move the cursor behind the value at it.
	 * @return {@code false} if the text ends before
	 */
	boolean value() {
		int depth = 0;
		isNext(' ');
		while (this.at < this.text.length()) {
			char character = this.text.charAt(this.at);
			if (depth == 0 && ",}]".indexOf(character) >= 0) {
				return true;
			}
			this.at++;
			if (character == '"' && !skipString()) {
				return false;
			}
			depth += ("{[".indexOf(character) >= 0) ? 1 : 0;
			depth -= ("}]".indexOf(character) >= 0) ? 1 : 0;
			if (depth == 0 && "\"}]".indexOf(character) >= 0) {
				return true;
			}
		}
		return false;
	}

	private boolean skipString() {
		while (this.at < this.text.length()) {
			char character = this.text.charAt(this.at);
			this.at += (character == '\\') ? 2 : 1;
			if (character == '"') {
				return true;
			}
		}
		return false;
	}

	private boolean isNext(char wanted) {
		while (this.at < this.text.length() && Character.isWhitespace(this.text.charAt(this.at))) {
			this.at++;
		}
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
