package io.contexttrace.llm.redact;

/**
 * A text that a regular expression may look at for so many steps and no longer.
 */
final class BoundedText implements CharSequence {

	private static final long FREE_STEPS = 20_000_000;

	private static final long STEPS_PER_CHARACTER = 500;

	private final String text;

	private long steps;

	BoundedText(String text) {
		this.text = text;
		this.steps = FREE_STEPS + STEPS_PER_CHARACTER * text.length();
	}

	@Override
	public int length() {
		return this.text.length();
	}

	@Override
	public char charAt(int index) {
		if (--this.steps < 0) {
			throw new UncheckedTextException("The pattern takes too many steps");
		}
		return this.text.charAt(index);
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return this.text.subSequence(start, end);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
