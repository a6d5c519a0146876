package io.contexttrace.llm.redact;

/**
 * What has to be known of a part of a regular expression to tell whether repeating it is
 * safe.
 *
 * @param first which characters it can begin with
 * @param last which characters a repetition at its end matches
 * @param empty whether it can match nothing
 * @param repeats whether there is a repetition in it that can give back what it matched
 * @param ambiguous whether there are alternatives in it that begin alike
 */
record RegexPart(CharSet first, CharSet last, boolean empty, boolean repeats, boolean ambiguous) {

	static final RegexPart EMPTY = new RegexPart(CharSet.NONE, CharSet.NONE, true, false, false);

	static final RegexPart ANYTHING = new RegexPart(CharSet.ALL, CharSet.ALL, true, true, false);

	static RegexPart character(CharSet characters) {
		return new RegexPart(characters, CharSet.NONE, false, false, false);
	}

	RegexPart then(RegexPart next) {
		if (this.last.overlaps(next.first) && next.repeats && next.startsRepeating()) {
			throw new IllegalArgumentException(
					"could run away: two repetitions in a row match the same characters; make the first possessive");
		}
		CharSet begins = this.empty ? this.first.or(next.first) : this.first;
		CharSet ends = next.empty ? this.last.or(next.last) : next.last;
		return new RegexPart(begins, ends, this.empty && next.empty, this.repeats || next.repeats,
				this.ambiguous || next.ambiguous);
	}

	RegexPart or(RegexPart other) {
		boolean alike = this.first.overlaps(other.first) || (this.empty && other.empty);
		return new RegexPart(this.first.or(other.first), this.last.or(other.last), this.empty || other.empty,
				this.repeats || other.repeats, this.ambiguous || other.ambiguous || alike);
	}

	RegexPart optional() {
		return new RegexPart(this.first, this.last, true, this.repeats, this.ambiguous);
	}

	RegexPart repeated(boolean fromZero) {
		if (this.repeats) {
			throw new IllegalArgumentException(
					"could run away: there is a repetition within a repetition; make the inner one possessive");
		}
		if (this.ambiguous) {
			throw new IllegalArgumentException(
					"could run away: alternatives within a repetition begin with the same characters");
		}
		if (this.empty) {
			throw new IllegalArgumentException("could run away: what is repeated can be empty");
		}
		return new RegexPart(this.first, this.first, fromZero, true, false);
	}

	// possessive and atomic parts never give back what they matched
	RegexPart atomic() {
		return new RegexPart(this.first, CharSet.NONE, this.empty, false, false);
	}

	RegexPart withoutWidth() {
		return new RegexPart(CharSet.NONE, CharSet.NONE, true, this.repeats, this.ambiguous);
	}

	private boolean startsRepeating() {
		return this.last.overlaps(this.first);
	}

}
