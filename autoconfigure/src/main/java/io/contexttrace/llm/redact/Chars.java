package io.contexttrace.llm.redact;

/**
 * What characters are to the detectors, by a table for all of them at once.
 */
final class Chars {

	private static final int ALPHABETIC_END = 0x0E00;

	private Chars() {
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean isHex(char c) {
		return Character.digit(c, 16) >= 0 && c < 128;
	}

	static boolean isAsciiLetter(char c) {
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' && c < 128;
	}

	static boolean isAsciiWord(char c) {
		return isAsciiLetter(c) || isDigit(c) || c == '_';
	}

	// scripts that are written without spaces do not glue a word to what is beside it
	static boolean isWord(char c) {
		return (c < 128) ? isAsciiWord(c) : c < ALPHABETIC_END && Character.isLetterOrDigit(c);
	}

	static boolean isKeyChar(char c) {
		return isAsciiWord(c) || c == '-';
	}

	static boolean isBase64(char c) {
		return isAsciiLetter(c) || isDigit(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
	}

	static boolean isIdeographic(char c) {
		return c >= ALPHABETIC_END && Character.isLetter(c);
	}

	static boolean isSpace(char c) {
		return c == ' ' || c == '\t' || c == '\u00A0' || c == '\u202F' || c == '\u2009' || c == '\u3000';
	}

	static boolean isLineEnd(char c) {
		return c == '\n' || c == '\r';
	}

	static boolean isWhitespace(char c) {
		return isSpace(c) || isLineEnd(c);
	}

	static boolean isDash(char c) {
		return c == '-' || (c >= '\u2010' && c <= '\u2015') || c == '\u2212' || c == '\u30FC' || c == '\uFF0D'
				|| c == '\uFF70';
	}

	static char at(String text, int index) {
		return (index >= 0 && index < text.length()) ? text.charAt(index) : '\n';
	}

	static int digitsEnd(String text, int start) {
		int end = start;
		while (end < text.length() && isDigit(text.charAt(end))) {
			end++;
		}
		return end;
	}

	static int spacesEnd(String text, int start) {
		int end = start;
		while (end < text.length() && isSpace(text.charAt(end))) {
			end++;
		}
		return end;
	}

	// whether a word or number could go on across this position
	static boolean isBoundary(String text, int position) {
		return !isWord(at(text, position - 1)) || !isWord(at(text, position));
	}

}
