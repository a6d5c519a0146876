package io.contexttrace.llm.redact;

import java.util.Arrays;

/**
 * Makes the view of a text. A run of backslashes is one escape, however deep JSON is
 * packed into JSON; so no replaced range ever begins or ends within one.
 */
final class Decoder {

	private static final String ENCODED_AT = "%40";

	private final String raw;

	private final boolean undisguise;

	private final StringBuilder view;

	private int[] viewBreaks = new int[16];

	private int[] rawBreaks = new int[16];

	private int breaks;

	private Decoder(String raw, boolean undisguise) {
		this.raw = raw;
		this.undisguise = undisguise;
		this.view = new StringBuilder(raw.length());
	}

	/**
	 * The text without its JSON escapes.
	 * @param raw the text
	 * @return the text and its view
	 */
	static SourceText unescaped(String raw) {
		return (raw.indexOf('\\') < 0) ? SourceText.plain(raw) : new Decoder(raw, false).decode();
	}

	/**
	 * The text without its JSON escapes and with plain characters instead of disguised
	 * ones.
	 * @param raw the text
	 * @return the text and its view
	 */
	static SourceText undisguised(String raw) {
		return new Decoder(raw, true).decode();
	}

	static boolean isEncodedAt(String text, int percent) {
		return text.startsWith(ENCODED_AT, percent);
	}

	private SourceText decode() {
		int copied = 0;
		int at = next(0);
		while (at < this.raw.length()) {
			this.view.append(this.raw, copied, at);
			copied = (this.raw.charAt(at) == '\\') ? escape(at) : disguise(at);
			at = next(copied);
		}
		this.view.append(this.raw, copied, at);
		return new SourceText(this.raw, this.view.toString(), Arrays.copyOf(this.viewBreaks, this.breaks),
				Arrays.copyOf(this.rawBreaks, this.breaks));
	}

	private int next(int from) {
		if (!this.undisguise) {
			int found = this.raw.indexOf('\\', from);
			return (found < 0) ? this.raw.length() : found;
		}
		int at = from;
		while (at < this.raw.length() && !isSpecial(this.raw.charAt(at))) {
			at++;
		}
		return at;
	}

	private static boolean isSpecial(char c) {
		return c == '\\' || c == '%' || (c >= 128 && Disguise.plain(c) != c);
	}

	private int disguise(int at) {
		char c = this.raw.charAt(at);
		if (c == '%') {
			return isEncodedAt(this.raw, at) ? unit('@', at, at + ENCODED_AT.length()) : unit(c, at, at + 1);
		}
		return unit(Disguise.plain(c), at, at + 1);
	}

	private int escape(int at) {
		int end = at;
		while (end < this.raw.length() && this.raw.charAt(end) == '\\') {
			end++;
		}
		char c = Chars.at(this.raw, end);
		if (c == 'u' && isHex(end + 1)) {
			int decoded = Integer.parseInt(this.raw, end + 1, end + 5, 16);
			return unit(this.undisguise ? Disguise.plain((char) decoded) : decoded, at, end + 5);
		}
		int decoded = decoded(c);
		return (decoded < 0 || end == this.raw.length()) ? unit('\\', at, end) : unit(decoded, at, end + 1);
	}

	private static int decoded(char c) {
		return switch (c) {
			case 'n', 'r' -> '\n';
			case 't', 'b', 'f' -> ' ';
			case '"', '\'', '/' -> c;
			default -> -1;
		};
	}

	private boolean isHex(int from) {
		for (int i = from; i < from + 4; i++) {
			if (!Chars.isHex(Chars.at(this.raw, i))) {
				return false;
			}
		}
		return true;
	}

	private int unit(int decoded, int start, int end) {
		if (decoded != Disguise.NOTHING) {
			this.view.append((char) decoded);
		}
		if (end - start != 1 || decoded == Disguise.NOTHING) {
			addBreak(this.view.length(), end);
		}
		return end;
	}

	private void addBreak(int viewPosition, int rawPosition) {
		if (this.breaks == this.viewBreaks.length) {
			this.viewBreaks = Arrays.copyOf(this.viewBreaks, 2 * this.breaks);
			this.rawBreaks = Arrays.copyOf(this.rawBreaks, 2 * this.breaks);
		}
		this.viewBreaks[this.breaks] = viewPosition;
		this.rawBreaks[this.breaks++] = rawPosition;
	}

}
