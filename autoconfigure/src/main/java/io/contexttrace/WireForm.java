package io.contexttrace;

/**
 * Which texts may cross a border as an id or as a kind.
 */
final class WireForm {

	private static final int MAX_KIND_LENGTH = 32;

	private static final boolean[] ID = allowed("\",;\\/%?#", true);

	private static final boolean[] KIND = allowed("", false);

	private WireForm() {
	}

	static boolean isId(String value) {
		return within(value, ContextId.MAX_LENGTH, ID) && !value.equals(".") && !value.equals("..");
	}

	static boolean isKind(String value) {
		return within(value, MAX_KIND_LENGTH, KIND);
	}

	private static boolean within(String value, int maxLength, boolean[] allowed) {
		int length = value.length();
		if (length == 0 || length > maxLength) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = value.charAt(i);
			if (c >= allowed.length || !allowed[c]) {
				return false;
			}
		}
		return true;
	}

	private static boolean[] allowed(String forbidden, boolean punctuation) {
		boolean[] allowed = new boolean[127];
		for (char c = '!'; c < allowed.length; c++) {
			boolean word = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
			allowed[c] = (punctuation || word) && forbidden.indexOf(c) < 0;
		}
		return allowed;
	}

}
