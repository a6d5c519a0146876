package io.contexttrace.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Replacement;
import io.contexttrace.llm.redact.SecretType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Taking the secrets out of 100,000 characters, beside the same with one regular
 * expression after the other. Divide 100,000,000 by the nanoseconds for megabytes in a
 * second, counting a character as a byte.
 */
public class RedactionBenchmark extends MeasuredBenchmark {

	private static final int LENGTH = 100_000;

	private final PatternRedactor redactor = PatternRedactor.ofAllTypes();

	private final PatternRedactor pseudonyms = new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of(), List.of(),
			Replacement.pseudonyms(new byte[32]));

	private final RegexRedaction regex = new RegexRedaction();

	@Param
	private RedactedCorpus corpus = RedactedCorpus.CHAT;

	private String text = "";

	/**
	 * Make the text.
	 */
	@Setup
	public void fill() {
		String part = this.corpus.text();
		this.text = part.repeat(LENGTH / part.length() + 1).substring(0, LENGTH);
	}

	/**
	 * One pass that looks for all types.
	 * @return the text without secrets
	 */
	@Benchmark
	public Redaction onePass() {
		return this.redactor.redact(this.text);
	}

	/**
	 * The same with pseudonyms.
	 * @return the text with pseudonyms
	 */
	@Benchmark
	public Redaction withPseudonyms() {
		return this.pseudonyms.redact(this.text);
	}

	/**
	 * For comparison: a regular expression for each type, one after the other.
	 * @return the text without secrets
	 */
	@Benchmark
	public String replaceAll() {
		return this.regex.redact(this.text);
	}

}
