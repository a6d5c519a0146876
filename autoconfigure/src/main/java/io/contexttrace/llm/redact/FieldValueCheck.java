package io.contexttrace.llm.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells secrets from what else stands behind a name like {@code password}: placeholders,
 * types, expressions, prose.
 */
final class FieldValueCheck {

	private static final int MIN_UNQUOTED = 3;

	private static final int MIN_GUESSED = 8;

	private static final int MIN_OPAQUE = 20;

	private static final int MAX_PLACEHOLDER = 80;

	private static final int LONGEST_KNOWN = 256;

	private static final int LONGEST_WORD = 9;

	private static final String PLACEHOLDER_STARTS = "${<%?:@#*.•xX_-[";

	private static final Set<String> WORDS = Set.of("null", "none", "nil", "true", "false", "undefined", "string",
			"str", "text", "number", "integer", "int", "boolean", "bool", "any", "object", "required", "optional",
			"new", "await", "async", "function", "return", "invalid", "missing", "incorrect", "wrong", "expired",
			"varchar", "char", "secretstr", "bytes", "the", "bearer", "basic", "token");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.*|\\$\\(.*|\\$[A-Z_][A-Z0-9_]*|\\$\\d|\\{\\{.*"
			+ "|\\{[\\w.]*}?|<.*|%[sdv]|%\\(.*|\\?|[:@][a-z]+|#\\{.*|\\*+|\\.+|•+|[xX]{3,}|_+|-+|\\[\\w* ?\\w*]?");

	private static final Pattern EXPRESSION = Pattern.compile("[A-Za-z_$][\\w$.]{0,60}[(\\[].*"
			+ "|(?:process|os|System|config|settings|env|self|this|request|req|ctx|user|props|vault|secrets|var|local"
			+ "|data|module|credentials|options|args|params|input|form|body|getpass|environ)\\.[A-Za-z_$.]+;?");

	private FieldValueCheck() {
	}

	static boolean isSecret(String name, FieldValue value, boolean prose) {
		if (value.length() == 0 || FieldNames.isRepeated(name, value.raw(), value.start(), value.end())
				|| isPlaceholder(value)) {
			return false;
		}
		FieldKind kind = FieldNames.kind(name);
		return switch (kind) {
			case SECRET -> value.quoted() || (value.length() >= MIN_UNQUOTED && !(prose && name.equals("secret")))
					|| isOpaque(value, MIN_GUESSED);
			case CREDENTIALS -> isCredentials(value);
			case LINE, DIGITS -> true;
			case PERHAPS ->
				isOpaque(value, MIN_GUESSED) || (value.length() >= MIN_OPAQUE && !value.text().contains(" "));
		};
	}

	private static boolean isPlaceholder(FieldValue value) {
		if (value.length() > MAX_PLACEHOLDER) {
			return false;
		}
		String text = value.text();
		return isWord(text) || (PLACEHOLDER_STARTS.indexOf(text.charAt(0)) >= 0 && PLACEHOLDER.matcher(text).matches())
				|| (!value.quoted() && isExpression(text));
	}

	private static boolean isWord(String text) {
		return text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT));
	}

	private static boolean isExpression(String text) {
		boolean perhaps = text.indexOf('(') > 0 || text.indexOf('[') > 0 || text.indexOf('.') > 0;
		return perhaps && EXPRESSION.matcher(text).matches();
	}

	private static boolean isCredentials(FieldValue value) {
		int space = value.start();
		while (space < value.end() && !Chars.isSpace(value.raw().charAt(space))) {
			space++;
		}
		if (space == value.end()) {
			return isOpaque(value, MIN_GUESSED);
		}
		FieldValue rest = new FieldValue(value.raw(), Chars.spacesEnd(value.raw(), space), value.end(), value.quoted());
		return rest.length() > 2 && !isPlaceholder(rest);
	}

	// no word of a language: with letters and digits, or very long
	private static boolean isOpaque(FieldValue value, int length) {
		boolean letter = false;
		boolean digit = false;
		for (int i = 0; i < Math.min(value.length(), LONGEST_KNOWN); i++) {
			char c = value.charAt(i);
			if (Chars.isWhitespace(c)) {
				return false;
			}
			letter |= Character.isLetter(c);
			digit |= Character.isDigit(c);
		}
		return value.length() >= LONGEST_KNOWN || (letter && digit && value.length() >= length);
	}

}
