package io.contexttrace.llm.redact;

import java.util.Set;

/**
 * One pass over the view of a text. Each trigger character is shown to the detectors that
 * it concerns; what they find goes to the matches.
 */
@SuppressWarnings("EnumOrdinal") // the names of types have the same order
final class Scan {

	private final SourceText source;

	private final String view;

	private final Set<SecretType> types;

	private final Matches matches = new Matches();

	private final Tokens tokens;

	private final NumberGroups groups = new NumberGroups();

	private Scan(SourceText source, Set<SecretType> types, Tokens tokens) {
		this.source = source;
		this.view = source.view();
		this.types = types;
		this.tokens = tokens;
	}

	/**
	 * Scan a text.
	 * @param text the text
	 * @param types the types to look for
	 * @param tokens what has been replaced before
	 * @return the finished scan
	 */
	static Scan of(String text, Set<SecretType> types, Tokens tokens) {
		Scan scan = new Scan(Decoder.unescaped(text), types, tokens);
		if (!scan.run(false)) {
			scan = new Scan(Decoder.undisguised(text), types, tokens);
			scan.run(true);
		}
		return scan;
	}

	SourceText source() {
		return this.source;
	}

	String view() {
		return this.view;
	}

	Matches matches() {
		return this.matches;
	}

	Tokens tokens() {
		return this.tokens;
	}

	NumberGroups groups() {
		return this.groups;
	}

	boolean looksFor(SecretType type) {
		return this.types.contains(type);
	}

	/**
	 * Keep a match.
	 * @param type its type
	 * @param start where it starts in the view
	 * @param end where it ends in the view
	 * @return where it ends
	 */
	int found(SecretType type, int start, int end) {
		this.matches.add(type.ordinal(), this.source.toRaw(start), this.source.toRaw(end), false);
		return end;
	}

	/**
	 * Keep a match.
	 * @param type its type
	 * @param start where it starts in the raw text
	 * @param end where it ends in the raw text
	 * @return where it ends in the view
	 */
	int foundRaw(SecretType type, int start, int end) {
		this.matches.add(type.ordinal(), start, end, false);
		return this.source.toView(end);
	}

	// false if there are disguised characters, which this view shows as they are
	private boolean run(boolean undisguised) {
		int at = Triggers.next(this.view, 0);
		while (at < this.view.length()) {
			byte trigger = Triggers.of(this.view.charAt(at));
			if (trigger >= Triggers.PERCENT && !undisguised
					&& (trigger == Triggers.DISGUISED || Decoder.isEncodedAt(this.view, at))) {
				return false;
			}
			at = Triggers.next(this.view, Math.max(at + 1, detect(trigger, at)));
		}
		return true;
	}

	// where to go on
	private int detect(byte trigger, int at) {
		return switch (trigger) {
			case Triggers.DIGIT -> Numbers.detect(this, at);
			case Triggers.COLON -> colon(at);
			case Triggers.EQUALS, Triggers.GREATER -> SecretFields.detect(this, at);
			case Triggers.AT -> Emails.detect(this, at);
			case Triggers.DASH -> dash(at);
			case Triggers.UNDERSCORE, Triggers.LETTER_G -> ApiKeys.detect(this, at);
			case Triggers.LETTER_A -> AwsKeys.detect(this, at);
			case Triggers.LETTER_B -> BearerTokens.detect(this, at);
			case Triggers.LETTER_J -> WebTokens.detect(this, at);
			case Triggers.PLUS -> PhoneNumbers.detectInternational(this, at);
			case Triggers.BRACKET -> this.tokens.end(this.view, at);
			default -> at;
		};
	}

	private int colon(int at) {
		int end = SecretFields.detect(this, at);
		return (end > at) ? end : IpAddresses.detectVersion6(this, at);
	}

	private int dash(int at) {
		if (Chars.at(this.view, at + 1) == '-') {
			int end = PemBlocks.detect(this, at);
			return (end > at) ? end : SecretFields.detectOption(this, at);
		}
		return ApiKeys.detect(this, at);
	}

}
