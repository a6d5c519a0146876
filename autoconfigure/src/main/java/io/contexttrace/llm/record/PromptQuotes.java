package io.contexttrace.llm.record;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds what a failure's message quotes of a call's texts, and takes it out: providers
 * put the prompt, or a part of it, into their messages. White space and backslashes do
 * not count, and neither do the escapes of JSON in the message. Takes time in proportion
 * to what it looks at, and looks at a bounded part. For one message, and one thread.
 */
final class PromptQuotes {

	/**
	 * What stands for a quotation.
	 */
	static final String QUOTED = "[quoted]";

	/**
	 * How many characters that count make a quotation, which are about twenty with it.
	 */
	static final int RUN = 16;

	/**
	 * How many characters of all texts are compared.
	 */
	static final int MAX_COMPARED = 1 << 20;

	private static final long BASE = 0x9E3779B97F4A7C15L;

	private static final long BASE_OF_FIRST = power();

	private final String message;

	private final QuotedText plain;

	private final long[] runs;

	private final Set<Long> known = new HashSet<>();

	private final Set<Long> found = new HashSet<>();

	private int compared;

	PromptQuotes(String message) {
		this.message = message;
		this.plain = QuotedText.of(message);
		this.runs = new long[Math.max(0, this.plain.length() - RUN + 1)];
		long hash = 0;
		for (int i = 0; i < this.plain.length(); i++) {
			hash = next(hash, value(this.plain.at(i)), (i < RUN) ? 0 : value(this.plain.at(i - RUN)));
			if (i >= RUN - 1) {
				this.runs[i - RUN + 1] = hash;
				this.known.add(hash);
			}
		}
	}

	/**
	 * Compare the message with a text.
	 * @param text what was said
	 */
	void compare(String text) {
		if (this.known.isEmpty()) {
			return;
		}
		char[] last = new char[RUN];
		int seen = 0;
		long hash = 0;
		int end = Math.min(text.length(), MAX_COMPARED - this.compared);
		for (int i = 0; i < end; i++) {
			char character = text.charAt(i);
			if (QuotedText.counts(character)) {
				int slot = seen % RUN;
				hash = next(hash, value(character), (seen < RUN) ? 0 : value(last[slot]));
				last[slot] = character;
				seen++;
				if (seen >= RUN && this.known.contains(hash)) {
					// two runs with one hash would cost a few words more, and no secret
					this.found.add(hash);
				}
			}
		}
		this.compared += end;
	}

	/**
	 * The message without what it quotes of the texts.
	 * @return the message, with {@value #QUOTED} in place of each quotation
	 */
	String without() {
		StringBuilder result = new StringBuilder();
		int copied = 0;
		int run = 0;
		while (run < this.runs.length) {
			if (!this.found.contains(this.runs[run])) {
				run++;
				continue;
			}
			int from = run;
			int to = run + RUN;
			for (run++; run < this.runs.length && run <= to; run++) {
				to = this.found.contains(this.runs[run]) ? run + RUN : to;
			}
			result.append(this.message, copied, this.plain.start(from)).append(QUOTED);
			copied = this.plain.end(to - 1);
		}
		return result.append(this.message, copied, this.message.length()).toString();
	}

	private static long next(long hash, long added, long removed) {
		return (hash - BASE_OF_FIRST * removed) * BASE + added;
	}

	private static long value(char character) {
		return character + 1L;
	}

	private static long power() {
		long power = 1;
		for (int i = 1; i < RUN; i++) {
			power *= BASE;
		}
		return power;
	}

}
