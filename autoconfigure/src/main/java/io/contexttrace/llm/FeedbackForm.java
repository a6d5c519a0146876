package io.contexttrace.llm;

import java.util.regex.Pattern;

/**
 * Which texts a feedback may have.
 */
final class FeedbackForm {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,64}");

	private static final Pattern RESPONSE_ID = Pattern.compile("[!-~]{1,256}");

	private static final int MAX_LABEL_LENGTH = 64;

	private static final int MAX_LABEL_DIGITS = 4;

	private static final String LABEL_PUNCTUATION = " .-+/'!?";

	private FeedbackForm() {
	}

	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	static boolean isResponseId(String text) {
		return RESPONSE_ID.matcher(text).matches();
	}

	// a word and not an address or a number, because metrics show it as it is
	static boolean isLabel(String text) {
		return !text.isBlank() && text.length() <= MAX_LABEL_LENGTH
				&& text.codePoints().allMatch(FeedbackForm::isLabelCharacter)
				&& text.codePoints().filter(Character::isDigit).count() <= MAX_LABEL_DIGITS;
	}

	private static boolean isLabelCharacter(int c) {
		return (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c))
				|| LABEL_PUNCTUATION.indexOf(c) >= 0;
	}

}
