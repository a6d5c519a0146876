package io.contexttrace.llm.redact;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Which characters a piece of a regular expression can begin with: ASCII, and a sample of
 * the others.
 */
final class CharSet {

	static final CharSet NONE = new CharSet(new BitSet());

	static final CharSet ALL;

	private static final String SAMPLE;

	static {
		StringBuilder sample = new StringBuilder();
		for (char c = 0; c < 128; c++) {
			sample.append(c);
		}
		SAMPLE = sample.append("\u00A0\u00E9\u00DF\u0416\u0434\u0645\u0660\u3042\u6F22\uD55C\uFF10\u20AC").toString();
		BitSet all = new BitSet();
		all.set(0, SAMPLE.length());
		ALL = new CharSet(all);
	}

	private final BitSet members;

	private CharSet(BitSet members) {
		this.members = members;
	}

	/**
	 * The characters that an expression for a single character matches.
	 * @param expression the expression
	 * @param flags the flags of the whole expression
	 * @return the characters
	 */
	static CharSet of(String expression, int flags) {
		Pattern pattern = Pattern.compile(expression, flags);
		BitSet members = new BitSet();
		for (int i = 0; i < SAMPLE.length(); i++) {
			members.set(i, pattern.matcher(SAMPLE.substring(i, i + 1)).matches());
		}
		return new CharSet(members);
	}

	CharSet or(CharSet other) {
		BitSet union = (BitSet) this.members.clone();
		union.or(other.members);
		return new CharSet(union);
	}

	boolean overlaps(CharSet other) {
		return this.members.intersects(other.members);
	}

}
