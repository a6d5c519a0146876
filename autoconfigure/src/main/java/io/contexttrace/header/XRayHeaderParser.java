package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code X-Amzn-Trace-Id} in a single pass, without taking it to pieces that
 * nobody keeps.
 */
final class XRayHeaderParser {

	private static final int MAX_LENGTH = 1024;

	private static final String ROOT = "Root";

	private static final String PARENT = "Parent";

	private static final String SAMPLED = "Sampled";

	private static final String LINEAGE = "Lineage";

	/**
	 * Where what is expected has not been met.
	 */
	private static final int NOWHERE = -1;

	/**
	 * In front of a root's value, where it comes first.
	 */
	private static final String FIRST_ROOT = "Root=";

	private static final String SECOND_PARENT = ";Parent=";

	private static final String THIRD_SAMPLED = ";Sampled=";

	private final String text;

	private int root = NOWHERE;

	private boolean rootSeen;

	private @Nullable String parent;

	private boolean parentSeen;

	private @Nullable SamplingDecision sampling;

	private @Nullable String lineage;

	private @Nullable StringBuilder others;

	private XRayHeaderParser(String text) {
		this.text = text;
	}

	static @Nullable XRayTraceHeader header(@Nullable String text) {
		XRayHeaderParser parser = parser(text);
		String root = (parser != null) ? XRayRoot.root(parser.text, parser.root) : null;
		return (parser != null && root != null)
				? new XRayTraceHeader(root, parser.parent, parser.decision(), parser.fields(), parser.text) : null;
	}

	static @Nullable ReceivedTrace trace(@Nullable String text) {
		XRayHeaderParser parser = parser(text);
		String traceId = (parser != null) ? XRayRoot.traceId(parser.text, parser.root) : null;
		return (parser != null && traceId != null)
				? new ReceivedTrace(traceId, parser.parent, parser.decision(), false, null, parser.fields()) : null;
	}

	private static @Nullable XRayHeaderParser parser(@Nullable String text) {
		if (text == null || text.length() > MAX_LENGTH) {
			return null;
		}
		XRayHeaderParser parser = new XRayHeaderParser(text);
		return (parser.readUsual() || parser.readAny()) ? parser : null;
	}

	// the form that AWS's own services send: root, parent and decision, and nothing else.
	// There is nothing in it that is not looked at, and so nothing that is not printable
	private boolean readUsual() {
		int afterRoot = FIRST_ROOT.length() + XRayRoot.LENGTH;
		int parentStart = afterRoot + SECOND_PARENT.length();
		int afterParent = parentStart + HexText.SPAN_ID_LENGTH;
		int decision = afterParent + THIRD_SAMPLED.length();
		if (this.text.length() != decision + 1 || !this.text.startsWith(FIRST_ROOT)
				|| !XRayRoot.isForm(this.text, FIRST_ROOT.length()) || !this.text.startsWith(SECOND_PARENT, afterRoot)
				|| !this.text.startsWith(THIRD_SAMPLED, afterParent)) {
			return false;
		}
		char sampled = this.text.charAt(decision);
		String span = HexText.id(this.text, parentStart, afterParent);
		if (span == null || (sampled != '0' && sampled != '1')) {
			return false;
		}
		this.root = FIRST_ROOT.length();
		this.parent = span;
		this.sampling = SamplingDecision.of(sampled == '1');
		return true;
	}

	private boolean readAny() {
		if (!isPrintable()) {
			return false;
		}
		int from = 0;
		while (from < this.text.length()) {
			int semicolon = this.text.indexOf(';', from);
			int to = (semicolon < 0) ? this.text.length() : semicolon;
			field(skipSpaces(from, to), trimSpaces(from, to));
			from = to + 1;
		}
		return this.root != NOWHERE;
	}

	private void field(int from, int to) {
		int equals = this.text.indexOf('=', from);
		if (from >= to || equals < 0 || equals >= to) {
			return;
		}
		int value = skipSpaces(equals + 1, to);
		int key = trimSpaces(from, equals);
		if (isKey(ROOT, from, key)) {
			root(value, to);
		}
		else if (isKey(PARENT, from, key)) {
			parent(value, to);
		}
		else if (isKey(SAMPLED, from, key)) {
			sampled(value, to);
		}
		else {
			other(from, key, to);
		}
	}

	private void root(int from, int to) {
		if (!this.rootSeen && to - from == XRayRoot.LENGTH && XRayRoot.isForm(this.text, from)) {
			this.root = from;
		}
		this.rootSeen = true;
	}

	private void parent(int from, int to) {
		if (!this.parentSeen) {
			this.parent = (to - from == HexText.SPAN_ID_LENGTH) ? HexText.id(this.text, from, to) : null;
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
			this.lineage = (this.lineage != null) ? this.lineage : this.text.substring(from, to);
			return;
		}
		if (this.others == null) {
			this.others = new StringBuilder();
		}
		if (this.others.length() + to - from < XRayTraceHeader.MAX_WRITTEN) {
			this.others.append(this.others.isEmpty() ? "" : ";").append(this.text, from, to);
		}
	}

	private SamplingDecision decision() {
		return (this.sampling != null) ? this.sampling : SamplingDecision.UNDECIDED;
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
