package io.contexttrace.llm.redact;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Values at the application's JSON paths.
 */
class JsonPathTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '^', value = {
			"$.a | {\"a\":\"x\",\"b\":\"x\"} | {\"a\":\"#\",\"b\":\"x\"}",
			"$.a.b | {\"b\":1,\"a\":{\"b\":2,\"c\":3}} | {\"b\":1,\"a\":{\"b\":\"#\",\"c\":3}}",
			"$.a | {\"a\":{\"b\":[1,{}]}, \"c\":1} | {\"a\":\"#\", \"c\":1}",
			"$.a | {\"a\" : [ 1, \"]\" ] } | {\"a\" : \"#\" }", "$.a | {\"a\":-1.5e3,\"b\":1} | {\"a\":\"#\",\"b\":1}",
			"$.a | {\"a\":true} | {\"a\":\"#\"}", "$.a | {\"a\":null} | {\"a\":null}",
			"$.a | {\"a\":\"\"} | {\"a\":\"\"}",
			"$.i[*].s | {\"i\":[{\"s\":1},{\"t\":2},{\"s\":\"3\"}]} | {\"i\":[{\"s\":\"#\"},{\"t\":2},{\"s\":\"#\"}]}",
			"$.i[1] | {\"i\":[1,2,3]} | {\"i\":[1,\"#\",3]}", "$[0] | [\"a\",\"b\"] | [\"#\",\"b\"]",
			"$..s | {\"s\":1,\"a\":[{\"b\":{\"s\":2}}]} | {\"s\":\"#\",\"a\":[{\"b\":{\"s\":\"#\"}}]}",
			"$.a..s | {\"s\":1,\"a\":[{\"b\":{\"s\":2}}]} | {\"s\":1,\"a\":[{\"b\":{\"s\":\"#\"}}]}",
			"$..[0] | {\"a\":[1,[2,3]]} | {\"a\":[\"#\",[\"#\",3]]}", "$.* | {\"a\":1} | {\"a\":\"#\"}",
			"$['a b'].c | {\"a b\":{\"c\":\"x\"}} | {\"a b\":{\"c\":\"#\"}}", "$.名前 | {\"名前\":\"太郎\"} | {\"名前\":\"#\"}",
			"$.ab | {\"a\\u0062\":\"x\"} | {\"a\\u0062\":\"#\"}",
			"$.a | {\"a\":\"x\\\"y\\\\\",\"b\":1} | {\"a\":\"#\",\"b\":1}",
			"$.a | Result: {\"a\":\"x\"} and [{\"a\":1}] {\"a\":2} | Result: {\"a\":\"#\"} and [{\"a\":1}] {\"a\":\"#\"}",
			"$.a | {\"a\":\"cut off | {\"a\":\"#", "$.a | {\"a\":{\"b\":\"cut off | {\"a\":\"#\"",
			"$.a | {no json \"a\":\"x\"} | {no json \"a\":\"x\"}", "$.a | a: x | a: x",
			"$.a | {\"b\":{\"a\":\"x\"}} | {\"b\":{\"a\":\"x\"}}", "$.a | [ ] {{[ | [ ] {{[" })
	void replacesValues(String path, String text, String expected) {
		Redaction redaction = redactor(path).redact(text);
		assertThat(redaction.text()).isEqualTo(expected.replace("#", "[JSON_PATH]"));
		assertThat(redaction.touched()).isEqualTo(expected.contains("#"));
		assertThat(redactor(path).redact(redaction.text()).text()).isSameAs(redaction.text());
	}

	@Test
	void replacesASecretWithinAValueOnce() {
		PatternRedactor redactor = new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of(),
				List.of("$.a", "$..b"), Replacement.tokens());
		Redaction redaction = redactor.redact("{\"a\":{\"b\":\"x@y.example\"},\"c\":{\"b\":1,\"d\":\"x@y.example\"}}");
		assertThat(redaction.text())
			.isEqualTo("{\"a\":\"[JSON_PATH]\",\"c\":{\"b\":\"[JSON_PATH]\",\"d\":\"[EMAIL]\"}}");
		assertThat(redaction.counts()).isEqualTo(Map.of("json_path", 2, "email", 1));
	}

	@Test
	void isAsDeepAsTheDocument() {
		String text = "{\"a\":".repeat(100_000) + "{\"s\":\"x\"}" + "}".repeat(100_000);
		assertThat(redactor("$..s").redact(text).counts()).isEqualTo(Map.of("json_path", 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "$", "a.b", "$.", "$..", "$.a.", "$[", "$[x]", "$.a[?(@.b)]", "$a", "$.a b", "$.a[-1]",
			"$.['a" })
	void refusesWhatIsNoPath(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> redactor(path)).withMessageContaining("no path");
	}

	private static PatternRedactor redactor(String path) {
		return new PatternRedactor(EnumSet.noneOf(SecretType.class), Map.of(), List.of(path), Replacement.tokens());
	}

}
