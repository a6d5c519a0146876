package io.contexttrace.llm.price;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name, or a pattern in which each {@code *} stands for any text, even for none. Upper
 * and lower case are the same.
 */
final class NamePattern {

	static final String ANY = "*";

	private static final Pattern STAR = Pattern.compile("*", Pattern.LITERAL);

	private final List<String> pieces;

	NamePattern(String pattern) {
		this.pieces = List.of(STAR.split(lowerCase(pattern), -1));
	}

	boolean matches(String name) {
		String text = lowerCase(name);
		String first = this.pieces.get(0);
		String last = this.pieces.get(this.pieces.size() - 1);
		if (isExact()) {
			return text.equals(first);
		}
		return text.length() >= first.length() + last.length() && text.startsWith(first) && text.endsWith(last)
				&& holdsInOrder(text.substring(first.length(), text.length() - last.length()));
	}

	boolean isExact() {
		return this.pieces.size() == 1;
	}

	boolean isAny() {
		return !isExact() && literals() == 0;
	}

	int literals() {
		return this.pieces.stream().mapToInt(String::length).sum();
	}

	// the leftmost find of each piece leaves most to the next: no going back
	private boolean holdsInOrder(String text) {
		int from = 0;
		for (String piece : this.pieces.subList(1, this.pieces.size() - 1)) {
			int found = text.indexOf(piece, from);
			if (found < 0) {
				return false;
			}
			from = found + piece.length();
		}
		return true;
	}

	private static String lowerCase(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

}
