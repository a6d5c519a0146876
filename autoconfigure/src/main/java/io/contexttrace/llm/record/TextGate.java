package io.contexttrace.llm.record;

import java.util.Map;
import java.util.TreeMap;

import io.contexttrace.FaultBarrier;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * What every text of one record goes through: secrets are replaced, then the text is cut.
 * Of a long text only the beginning is looked at, and a little more, so that no half of a
 * secret is left before the cut. If the redactor fails, nothing of the text is left. For
 * one record, and one thread.
 */
final class TextGate {

	/**
	 * What stands for a text that could not be redacted.
	 */
	static final String FAILED_TOKEN = "[REDACTION_FAILED]";

	private static final String FAILED = "redaction_failed";

	private final Redactor redactor;

	private final FaultBarrier barrier;

	private final Map<String, Integer> counts = new TreeMap<>();

	TextGate(Redactor redactor, FaultBarrier barrier) {
		this.redactor = redactor;
		this.barrier = barrier;
	}

	/**
	 * Pass a piece of content.
	 * @param text the text; only its size is left if it has no value
	 * @param max how long it can be; at 0 it is not looked at
	 * @return the text with its original size
	 */
	LlmContent.Text pass(LlmContent.Text text, int max) {
		String value = text.value();
		if (value == null || value.isEmpty()) {
			return text;
		}
		if (max < 1) {
			return new LlmContent.Text(text.size(), "", true);
		}
		String seen = seen(value, max);
		String passed = CharacterCut.first(seen, max);
		boolean cut = value.length() > max + CharacterCut.CONTEXT || passed.length() < seen.length();
		return new LlmContent.Text(text.size(), passed, cut || text.truncated());
	}

	/**
	 * Pass a text that comes from outside.
	 * @param text the text
	 * @param max how long it can be
	 * @return what is left of it
	 */
	String pass(String text, int max) {
		return CharacterCut.first(seen(text, max), max);
	}

	@Nullable String passNullable(@Nullable String text, int max) {
		return (text != null) ? pass(text, max) : null;
	}

	/**
	 * How many secrets were replaced so far.
	 * @return the numbers by type
	 */
	Map<String, Integer> counts() {
		return this.counts;
	}

	private String seen(String text, int max) {
		int limit = max + CharacterCut.CONTEXT;
		try {
			Redaction redaction = this.redactor.redactFirst(text, limit);
			redaction.counts().forEach((type, count) -> this.counts.merge(type, count, Integer::sum));
			return CharacterCut.wellFormed(redaction.text());
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.barrier.report(this.redactor, ex);
			this.counts.merge(FAILED, 1, Integer::sum);
			return FAILED_TOKEN;
		}
	}

}
