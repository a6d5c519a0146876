package io.contexttrace.llm.redact;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Innocent text stays as it is.
 */
class InnocentCorpusTests {

	private final PatternRedactor redactor = PatternRedactor.ofAllTypes();

	@Test
	void atMostOneLineInAHundredIsTouched() {
		List<String> lines = SecretEntry.lines("innocent.txt").toList();
		List<String> touched = lines.stream()
			.map(this.redactor::redact)
			.filter(Redaction::touched)
			.map(Redaction::text)
			.toList();
		assertThat(lines).hasSizeGreaterThanOrEqualTo(500);
		assertThat(touched).hasSizeLessThanOrEqualTo(lines.size() / 100);
	}

	@Test
	void untouchedTextIsTheSameInstance() {
		String text = new String("Nothing to see here.");
		assertThat(this.redactor.redact(text).text()).isSameAs(text);
	}

}
