package io.contexttrace.llm.redact;

import org.jspecify.annotations.Nullable;

/**
 * Values behind names such as {@code password}: in headers, properties, query strings,
 * options, XML and JSON, however deep that is escaped. The name stays, the value goes.
 */
final class SecretFields {

	private static final String QUOTES = "\"'`";

	private static final int MAX_GAP = 4;

	private static final int MAX_OPTION = 48;

	private static final int AWS_KEY_LENGTH = 40;

	private SecretFields() {
	}

	/**
	 * Look for a value behind a name.
	 * @param scan the scan
	 * @param at where the sign between the two is
	 * @return where the value ends, or -1
	 */
	static int detect(Scan scan, int at) {
		String view = scan.view();
		char sign = view.charAt(at);
		char next = Chars.at(view, at + 1);
		if (!looksForFields(scan) || isOperator(sign, next, Chars.at(view, at - 1))) {
			return -1;
		}
		int nameEnd = nameEnd(view, at);
		if (!isNameChar(Chars.at(view, nameEnd - 1)) || (sign == '>' && !isElement(view, nameEnd))) {
			return -1;
		}
		String name = FieldNames.before(view, nameEnd);
		if (name == null) {
			return -1;
		}
		boolean twoSigns = (sign == '=' && next == '>') || (sign == ':' && next == '=');
		boolean prose = sign == ':' && nameEnd == at;
		boolean quoted = QUOTES.indexOf(view.charAt(nameEnd)) >= 0;
		int valueStart = valueStart(view, twoSigns ? at + 2 : at + 1);
		return (!quoted && endsString(view, valueStart)) ? -1 : detect(scan, name, valueStart, prose);
	}

	/**
	 * Look for the value of an option such as {@code --password}.
	 * @param scan the scan
	 * @param at where the two dashes are
	 * @return where the value ends, or -1
	 */
	static int detectOption(Scan scan, int at) {
		String view = scan.view();
		int nameEnd = at + 2;
		while (Chars.isKeyChar(Chars.at(view, nameEnd)) && nameEnd - at < MAX_OPTION) {
			nameEnd++;
		}
		if (!looksForFields(scan) || Chars.at(view, at - 1) == '-' || Chars.at(view, nameEnd) != ' ') {
			return -1;
		}
		String name = FieldNames.before(view, nameEnd);
		boolean secret = name != null && FieldNames.kind(name) == FieldKind.SECRET;
		int valueStart = Chars.spacesEnd(view, nameEnd);
		return (name != null && secret && !endsString(view, valueStart)) ? detect(scan, name, valueStart, true) : -1;
	}

	// a string that ends with the name, and not the value's quotation mark
	private static boolean endsString(String view, int at) {
		if (QUOTES.indexOf(Chars.at(view, at)) < 0) {
			return false;
		}
		int next = whitespaceEnd(view, at + 1);
		return next == view.length() || ",}]:)".indexOf(view.charAt(next)) >= 0;
	}

	private static boolean looksForFields(Scan scan) {
		return scan.looksFor(SecretType.SECRET_FIELD) || scan.looksFor(SecretType.AWS_KEY);
	}

	private static int detect(Scan scan, String name, int valueStart, boolean prose) {
		String view = scan.view();
		char first = Chars.at(view, valueStart);
		boolean array = first == '[' && Chars.at(view, whitespaceEnd(view, valueStart + 1)) == '"';
		if (array) {
			return detectAll(scan, name, whitespaceEnd(view, valueStart + 1));
		}
		boolean container = first == '{' || first == '[';
		return (container || valueStart >= view.length()) ? -1 : detectOne(scan, name, valueStart, prose);
	}

	// an array of strings, as headers often are in JSON
	private static int detectAll(Scan scan, String name, int firstStart) {
		String view = scan.view();
		int start = firstStart;
		int end = -1;
		while (Chars.at(view, start) == '"') {
			int next = detectOne(scan, name, start, false);
			if (next <= start) {
				return end;
			}
			end = next;
			start = whitespaceEnd(view, whitespaceEnd(view, end + 1) + 1);
		}
		return end;
	}

	private static int detectOne(Scan scan, String name, int valueStart, boolean prose) {
		SourceText source = scan.source();
		FieldValue value = FieldValue.read(source.raw(), source.toRaw(valueStart), FieldNames.kind(name),
				scan.tokens());
		if (value == null || !FieldValueCheck.isSecret(name, value, prose)) {
			return -1;
		}
		SecretType type = type(scan, name, value);
		return (type != null) ? scan.foundRaw(type, value.start(), value.end()) : -1;
	}

	private static int whitespaceEnd(String view, int from) {
		int end = from;
		while (end < view.length() && Chars.isWhitespace(view.charAt(end))) {
			end++;
		}
		return end;
	}

	private static @Nullable SecretType type(Scan scan, String name, FieldValue value) {
		boolean aws = name.endsWith("secretaccesskey") || name.equals("awssecretkey");
		if (aws && scan.looksFor(SecretType.AWS_KEY) && value.end() - value.start() >= AWS_KEY_LENGTH) {
			return SecretType.AWS_KEY;
		}
		boolean pem = value.startsWith("-----BEGIN") && scan.looksFor(SecretType.PRIVATE_KEY);
		return (!pem && scan.looksFor(SecretType.SECRET_FIELD)) ? SecretType.SECRET_FIELD : null;
	}

	// comparisons, arrows and the colons of namespaces
	private static boolean isOperator(char sign, char next, char before) {
		if (sign == '=') {
			return next == '=' || before == '=' || before == '!' || before == '<' || before == '>' || before == ':';
		}
		if (sign == '>') {
			return before == '=' || before == '-' || before == '/';
		}
		return next == ':' || before == ':';
	}

	// back over spaces, quotation marks, brackets and emphasis
	private static int nameEnd(String view, int at) {
		int end = at;
		while (end > 0 && at - end < MAX_GAP && " \"'`]*".indexOf(view.charAt(end - 1)) >= 0) {
			end--;
		}
		return end;
	}

	private static boolean isNameChar(char c) {
		return Character.isLetterOrDigit(c);
	}

	private static boolean isElement(String view, int nameEnd) {
		int start = nameEnd;
		while (start > 0 && nameEnd - start < AWS_KEY_LENGTH
				&& (Chars.isKeyChar(view.charAt(start - 1)) || ".:".indexOf(view.charAt(start - 1)) >= 0)) {
			start--;
		}
		return Chars.at(view, start - 1) == '<';
	}

	private static int valueStart(String view, int from) {
		int start = Chars.spacesEnd(view, from);
		while (Chars.at(view, start) == '*' && start - from < MAX_GAP) {
			start++;
		}
		return Chars.spacesEnd(view, start);
	}

}
