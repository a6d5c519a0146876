package io.contexttrace.llm;

import java.util.regex.Pattern;

/**
 * Which texts a feedback may have.
 */
final class FeedbackForm {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,64}");

	private static final Pattern RESPONSE_ID = Pattern.compile("[!-~]{1,256}");

	private static final int MAX_LABEL_LENGTH = 64;

	private FeedbackForm() {
	}

	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	static boolean isResponseId(String text) {
		return RESPONSE_ID.matcher(text).matches();
	}

	static boolean isLabel(String text) {
		return !text.isBlank() && text.length() <= MAX_LABEL_LENGTH
				&& text.codePoints().allMatch(FeedbackForm::isPrintable);
	}

	private static boolean isPrintable(int c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
