package io.contexttrace.test;

/**
 * A fault that a prompt can ask for by a marker in its last user message.
 */
enum Misbehaviour {

	NONE(""), FAIL("[fail]"), FAIL_TWICE("[fail-twice]"), RATE_LIMIT("[rate-limit]"), STALL("[stall]"), CUT("[cut]"),
	MID_ERROR("[mid-error]"), SLOW("[slow]"), NO_CHOICES("[no-choices]"), QUOTE("[quote]");

	private final String marker;

	Misbehaviour(String marker) {
		this.marker = marker;
	}

	static Misbehaviour askedForBy(String text) {
		for (Misbehaviour misbehaviour : values()) {
			if (misbehaviour != NONE && text.contains(misbehaviour.marker)) {
				return misbehaviour;
			}
		}
		return NONE;
	}

	static String withoutMarkers(String text) {
		String result = text;
		for (Misbehaviour misbehaviour : values()) {
			result = result.replace(misbehaviour.marker, "");
		}
		return Wish.withoutMarkers(result);
	}

}
