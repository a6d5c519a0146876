package io.contexttrace.llm.record;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PromptQuotesTests {

	private static final String PROMPT = """
			Summarise the letter of our tenant:
				"The heating is broken", she writes, C:\\letters\\4.txt
			""";

	@Test
	void quotationIsTakenOutAndTheRestStays() {
		assertThat(without("400 Bad Request: [Summarise the letter of our tenant] is too long", PROMPT))
			.isEqualTo("400 Bad Request: [[quoted]] is too long");
		assertThat(without(PROMPT, PROMPT)).isEqualTo(PromptQuotes.QUOTED + "\n");
	}

	@Test
	void severalQuotationsAreTakenOut() {
		assertThat(without("<<Summarise the letter of our>> and <<The heating is broken>>.", PROMPT))
			.isEqualTo("<<[quoted]>> and <<[quoted]>>.");
	}

	@Test
	void quotationWrittenAsJsonIsTakenOut() {
		String json = PROMPT.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
		assertThat(without("{\"error\":\"invalid\",\"prompt\":\"" + json + "\"}", PROMPT))
			.isEqualTo("{\"error\":\"invalid\",\"prompt\":\"[quoted]\\n\"}");
		assertThat(without("caf\\u00e9 in the old town of \\u65e5\\u672c", "café in the old town of 日本"))
			.isEqualTo("[quoted]");
	}

	@Test
	void shortOverlapStays() {
		assertThat(without("The letter is broken", PROMPT)).isEqualTo("The letter is broken");
		assertThat(without("429: rate limit reached for requests", "What is a rate limit?"))
			.isEqualTo("429: rate limit reached for requests");
	}

	@Test
	void messagesWithoutAnythingToCompareStay() {
		assertThat(without("", PROMPT)).isEmpty();
		assertThat(without("short", "short")).isEqualTo("short");
		assertThat(without("a message that is long enough", "")).isEqualTo("a message that is long enough");
		assertThat(without("an odd end \\", PROMPT)).isEqualTo("an odd end \\");
		assertThat(without("an odd escape \\u12", PROMPT)).isEqualTo("an odd escape \\u12");
		assertThat(without("an odd escape \\uＦＦＦＦ", PROMPT)).isEqualTo("an odd escape \\uＦＦＦＦ");
	}

	@Test
	void repetitionsAreNoTrap() {
		assertThat(without("x".repeat(8192), "x".repeat(100_000))).isEqualTo("[quoted]");
	}

	@Test
	void onlyABoundedPartIsCompared() {
		String filler = "0123456789 abcdef ghijkl ".repeat(PromptQuotes.MAX_COMPARED / 20);
		assertThat(without("bad: the end of a very long prompt", filler + "the end of a very long prompt"))
			.isEqualTo("bad: the end of a very long prompt");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void everyLongRunIsFoundWhereverItStands(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 300; i++) {
			String prompt = words(random, 200);
			int from = random.nextInt(prompt.length() - 60);
			String quoted = prompt.substring(from, from + 25 + random.nextInt(35)).strip();
			String result = without("<" + quoted + ">", prompt);
			assertThat(result).as("%s in %s", quoted, prompt).isEqualTo("<[quoted]>");
		}
	}

	private static String words(Random random, int length) {
		StringBuilder words = new StringBuilder();
		while (words.length() < length) {
			words.append((random.nextInt(6) == 0) ? ' ' : (char) ('a' + random.nextInt(26)));
		}
		return words.toString().replaceAll(" +", " ");
	}

	private static String without(String message, String text) {
		PromptQuotes quotes = new PromptQuotes(message);
		quotes.compare(text);
		return quotes.without();
	}

}
