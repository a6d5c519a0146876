package io.contexttrace.llm.redact;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing of the made-up secrets in {@code secrets.tsv} survives, however they are
 * packed.
 */
class SecretCorpusTests {

	private static final String FILLER = "Nothing to see here, only words. ".repeat(20);

	private final PatternRedactor redactor = PatternRedactor.ofAllTypes();

	private final JsonMapper json = JsonMapper.builder().build();

	private final JsonMapper ascii = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	static Stream<SecretEntry> entries() {
		return SecretEntry.all();
	}

	@Test
	void hasEnoughEntriesOfEachType() {
		assertThat(entries()).hasSizeGreaterThanOrEqualTo(150);
		for (SecretType type : SecretType.values()) {
			assertThat(entries().filter((entry) -> entry.types().contains(type.value()))).as(type.value())
				.hasSizeGreaterThanOrEqualTo(6);
		}
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesInPlainText(SecretEntry entry) {
		Redaction redaction = this.redactor.redact(entry.sentence());
		assertThat(entry.fragmentsIn(redaction.text())).as(redaction.text()).isEmpty();
		assertThat(redaction.counts()).containsKeys(entry.types().toArray(String[]::new));
		assertThat(this.redactor.redact(redaction.text()).text()).isSameAs(redaction.text());
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesInPseudonymsEither(SecretEntry entry) {
		PatternRedactor pseudonyms = new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of(), List.of(),
				Replacement.pseudonyms(new byte[16]));
		Redaction redaction = pseudonyms.redact(entry.sentence());
		assertThat(entry.fragmentsIn(redaction.text())).as(redaction.text()).isEmpty();
		assertThat(pseudonyms.redact(redaction.text()).text()).isSameAs(redaction.text());
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesInJson(SecretEntry entry) {
		assertThat(entry.fragmentsIn(text(redacted(this.json.writeValueAsString(message(entry)))))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesInEscapedJson(SecretEntry entry) {
		String document = this.ascii.writeValueAsString(message(entry))
			.replace("@", "\\u0040")
			.replace("+", "\\u002b")
			.replace("/", "\\/");
		assertThat(entry.fragmentsIn(text(redacted(document)))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesInToolArguments(SecretEntry entry) {
		String arguments = this.ascii.writeValueAsString(message(entry)).replace("@", "\\u0040");
		String document = redacted(this.json.writeValueAsString(Map.of("name", "send", "text", arguments)));
		assertThat(entry.fragmentsIn(text(text(document)))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesBetweenOtherText(SecretEntry entry) {
		assertThat(entry.fragmentsIn(redacted(FILLER + "\n" + entry.sentence() + "\n" + FILLER))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesWhenChunksAreJoined(SecretEntry entry) {
		Random random = new Random(entry.sentence().hashCode());
		StringBuilder joined = new StringBuilder();
		int at = 0;
		while (at < entry.sentence().length()) {
			int end = Math.min(entry.sentence().length(), at + 1 + random.nextInt(5));
			joined.append(entry.sentence(), at, end);
			at = end;
		}
		assertThat(entry.fragmentsIn(redacted(joined.toString()))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("entries")
	void nothingSurvivesAtACut(SecretEntry entry) {
		String text = entry.sentence() + "\n" + FILLER;
		for (int limit = 0; limit < entry.sentence().length(); limit++) {
			Redaction redaction = this.redactor.redactFirst(text, limit);
			assertThat(redaction.text()).hasSizeLessThanOrEqualTo(limit);
			assertThat(entry.fragmentsIn(redaction.text())).as("%d: %s", limit, redaction.text()).isEmpty();
		}
	}

	private static Map<String, String> message(SecretEntry entry) {
		return Map.of("text", entry.sentence());
	}

	private String redacted(String text) {
		return this.redactor.redact(text).text();
	}

	private String text(String document) {
		return this.json.readTree(document).get("text").asString();
	}

}
