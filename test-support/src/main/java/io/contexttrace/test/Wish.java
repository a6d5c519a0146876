package io.contexttrace.test;

/**
 * A form of answer that a prompt can ask for by a marker in its last user message.
 */
enum Wish {

	ECHO("[echo]"), TWO_ROUNDS("[two-rounds]"), REASONING("[reasoning]"), NO_USAGE("[no-usage]"), BITS("[bits]");

	private final String marker;

	Wish(String marker) {
		this.marker = marker;
	}

	boolean isIn(String text) {
		return text.contains(this.marker);
	}

	static String withoutMarkers(String text) {
		String result = text;
		for (Wish wish : values()) {
			result = result.replace(wish.marker, "");
		}
		return result.strip();
	}

}
