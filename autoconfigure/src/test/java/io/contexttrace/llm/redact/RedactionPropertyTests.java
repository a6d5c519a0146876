package io.contexttrace.llm.redact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What holds for any text, tried with random ones of known seeds.
 */
class RedactionPropertyTests {

	private static final String ALPHABET = "ab1234567890@.:=-_/+\\\"'{}[], \n<>()uAKIJeysk%４＠あ電話üж\uD83D\uDE00\uD83D\u200B";

	private static final List<String> PIECES = List.of("password", "=", ":", "\"", "\\\"", "\\", "\\\\", "\\u0040",
			"4111111111111111", "a@b.example", "Bearer abc12345", "{", "}", "[", "]", ",", " ", "\n", "\\n",
			"192.0.2.1", "+81 90-1234-5678", "-----BEGIN " + "PRIVATE KEY-----", "MIIEvQIBADANBgkqhkiG9w0B",
			"-----END PRIVATE KEY-----", "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln", "Cookie: a=b", "tel", "1", "x", "://",
			"[EMAIL]", "2001:db8::1");

	private final PatternRedactor tokens = redactor(Replacement.tokens());

	private final PatternRedactor pseudonyms = redactor(Replacement.pseudonyms(new byte[16]));

	private final JsonMapper json = JsonMapper.builder().build();

	@RepeatedTest(20)
	void neverThrowsAndNeverSplitsPairs(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		for (int i = 0; i < 500; i++) {
			String text = (i % 2 == 0) ? anything(random) : characters(random);
			String redacted = this.tokens.redact(text).text();
			assertThat(loneSurrogates(redacted)).isLessThanOrEqualTo(loneSurrogates(text));
			int limit = random.nextInt(text.length() + 1);
			assertThat(this.pseudonyms.redactFirst(text, limit).text()).hasSizeLessThanOrEqualTo(limit);
		}
	}

	@RepeatedTest(20)
	void redactingTwiceChangesNothing(RepetitionInfo repetition) {
		Random random = new Random(1000 + repetition.getCurrentRepetition());
		for (int i = 0; i < 500; i++) {
			String text = (i % 2 == 0) ? pieces(random) : characters(random);
			for (PatternRedactor redactor : List.of(this.tokens, this.pseudonyms)) {
				Redaction once = redactor.redact(text);
				assertThat(redactor.redact(once.text()).text()).as(text).isEqualTo(once.text());
			}
		}
	}

	@RepeatedTest(20)
	void jsonStaysJson(RepetitionInfo repetition) {
		Random random = new Random(2000 + repetition.getCurrentRepetition());
		for (int i = 0; i < 300; i++) {
			String document = this.json.writeValueAsString(List.of(value(random, 0), object(random, 0)));
			String redacted = this.tokens.redact(document).text();
			assertThatNoException().as("%s%n%s", document, redacted).isThrownBy(() -> this.json.readTree(redacted));
		}
	}

	@RepeatedTest(20)
	void jsonInJsonStaysJson(RepetitionInfo repetition) {
		Random random = new Random(3000 + repetition.getCurrentRepetition());
		for (int i = 0; i < 300; i++) {
			String inner = this.json.writeValueAsString(Map.of("card", 4111111111111111L, "password", text(random)));
			String document = this.json.writeValueAsString(Map.of("arguments", inner));
			String redacted = this.tokens.redact(document).text();
			String arguments = this.json.readTree(redacted).get("arguments").asString();
			assertThat(this.json.readTree(arguments).get("card").asString()).isEqualTo("[PAYMENT_CARD]");
		}
	}

	@Test
	void isSafeForSeveralThreads() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			String text = "a@b.example 4111 1111 1111 1111 ".repeat(20);
			String expected = this.pseudonyms.redact(text).text();
			Callable<String> call = () -> this.pseudonyms.redact(text).text();
			List<Future<String>> results = threads.invokeAll(Collections.nCopies(200, call));
			for (Future<String> result : results) {
				assertThat(result.get()).isEqualTo(expected);
			}
		}
		finally {
			threads.shutdown();
		}
	}

	private static PatternRedactor redactor(Replacement replacement) {
		return new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of(), List.of("$..ssn"), replacement);
	}

	private static Object value(Random random, int depth) {
		return switch (random.nextInt((depth < 4) ? 7 : 5)) {
			case 0 -> text(random);
			case 1 -> 4111111111111111L;
			case 2 -> random.nextLong();
			case 3 -> -123456789018L;
			case 4 -> random.nextBoolean();
			case 5 -> list(random, depth);
			default -> object(random, depth);
		};
	}

	private static List<Object> list(Random random, int depth) {
		List<Object> list = new ArrayList<>();
		for (int i = random.nextInt(5); i > 0; i--) {
			list.add(value(random, depth + 1));
		}
		return list;
	}

	private static Map<String, Object> object(Random random, int depth) {
		List<String> names = List.of("password", "ssn", "a", "a@b.example", "token", "pin", "phone", "x\"y", "z\\");
		Map<String, Object> object = new LinkedHashMap<>();
		for (int i = random.nextInt(5); i > 0; i--) {
			object.put(names.get(random.nextInt(names.size())), value(random, depth + 1));
		}
		return object;
	}

	private static String text(Random random) {
		return random.nextBoolean() ? pieces(random) : characters(random);
	}

	private static String pieces(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(PIECES.get(random.nextInt(PIECES.size())));
		}
		return text.toString();
	}

	private static String characters(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(80); i > 0; i--) {
			text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
		}
		return text.toString();
	}

	private static String anything(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(200); i > 0; i--) {
			text.append((char) random.nextInt(Character.MAX_VALUE + 1));
		}
		return text.toString();
	}

	private static long loneSurrogates(String text) {
		return text.codePoints().filter((c) -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE).count();
	}

}
