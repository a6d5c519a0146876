package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code X-Amzn-Trace-Id} in a single pass, without taking it to pieces that
 * nobody keeps.
 */
final class XRayHeaderParser {

	private static final String LINEAGE = "Lineage";

	private final String text;

	private @Nullable String root;

	private boolean rootSeen;

	private @Nullable String parent;

	private boolean parentSeen;

	private @Nullable SamplingDecision sampling;

	private @Nullable String lineage;

	private @Nullable StringBuilder others;

	XRayHeaderParser(String text) {
		this.text = text;
	}

	@Nullable XRayTraceHeader parse() {
		if (!isPrintable()) {
			return null;
		}
		int from = 0;
		while (from < this.text.length()) {
			int semicolon = this.text.indexOf(';', from);
			int to = (semicolon < 0) ? this.text.length() : semicolon;
			field(skipSpaces(from, to), trimSpaces(from, to));
			from = to + 1;
		}
		return (this.root != null)
				? new XRayTraceHeader(this.root, this.parent,
						(this.sampling != null) ? this.sampling : SamplingDecision.UNDECIDED, fields(), this.text)
				: null;
	}

	private void field(int from, int to) {
		int equals = this.text.indexOf('=', from);
		if (from >= to || equals < 0 || equals >= to) {
			return;
		}
		int value = skipSpaces(equals + 1, to);
		int key = trimSpaces(from, equals);
		if (isKey("Root", from, key)) {
			root(value, to);
		}
		else if (isKey("Parent", from, key)) {
			parent(value, to);
		}
		else if (isKey("Sampled", from, key)) {
			sampled(value, to);
		}
		else {
			other(from, key, to);
		}
	}

	private void root(int from, int to) {
		if (!this.rootSeen && XRayTraceHeader.isRoot(this.text, from, to)) {
			this.root = HexText.lowerCase(this.text, from, to);
		}
		this.rootSeen = true;
	}

	private void parent(int from, int to) {
		if (!this.parentSeen && to - from == HexText.SPAN_ID_LENGTH && HexText.isAnyCase(this.text, from, to)
				&& !HexText.isZero(this.text, from, to)) {
			this.parent = HexText.lowerCase(this.text, from, to);
		}
		this.parentSeen = true;
	}

	private void sampled(int from, int to) {
		if (this.sampling == null) {
			char c = (to - from == 1) ? this.text.charAt(from) : '?';
			this.sampling = (c == '1') ? SamplingDecision.SAMPLED
					: (c == '0') ? SamplingDecision.NOT_SAMPLED : SamplingDecision.UNDECIDED;
		}
	}

	// the lineage comes first, because others may have to give way for it
	private void other(int from, int key, int to) {
		if (isKey(LINEAGE, from, key)) {
			this.lineage = (this.lineage == null) ? this.text.substring(from, to) : this.lineage;
			return;
		}
		if (this.others == null) {
			this.others = new StringBuilder();
		}
		if (this.others.length() + to - from < XRayTraceHeader.MAX_WRITTEN) {
			this.others.append(this.others.isEmpty() ? "" : ";").append(this.text, from, to);
		}
	}

	private String fields() {
		if (this.others == null) {
			return (this.lineage != null) ? this.lineage : "";
		}
		return (this.lineage != null) ? this.lineage + ";" + this.others : this.others.toString();
	}

	private boolean isKey(String key, int from, int to) {
		return to - from == key.length() && this.text.regionMatches(true, from, key, 0, key.length());
	}

	private int skipSpaces(int from, int to) {
		int i = from;
		while (i < to && this.text.charAt(i) == ' ') {
			i++;
		}
		return i;
	}

	private int trimSpaces(int from, int to) {
		int i = to;
		while (i > from && this.text.charAt(i - 1) == ' ') {
			i--;
		}
		return i;
	}

	private boolean isPrintable() {
		for (int i = 0; i < this.text.length(); i++) {
			char c = this.text.charAt(i);
			if (c < ' ' || c >= 0x7F) {
				return false;
			}
		}
		return true;
	}

}
