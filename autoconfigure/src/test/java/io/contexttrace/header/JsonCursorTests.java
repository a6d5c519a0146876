package io.contexttrace.header;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is JSON, and what is none.
 */
class JsonCursorTests {

	@ParameterizedTest
	@ValueSource(strings = { "{}", " [ ] ", "\"\"", "0", "-0.5e+10", "1E3", "true", "false", "null",
			"{\"a\":[1,{\"b\":null}],\"\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "[\"\u007f\\uD83D\"]" })
	void walksThroughJson(String text) {
		assertThat(isJson(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1 2]",
			"[1,]", "[,]", "01", "1.", ".5", "-", "+1", "1e", "NaN", "tru", "truee", "nulll", "\"", "\"\\\"", "\"\\x\"",
			"\"\\u12g4\"", "\"\\u123", "\"a\nb\"", "{} {}", "\uFEFF{}", "\u00a0{}", "{}\u0000" })
	void endsAtWhatIsNoJson(String text) {
		assertThat(isJson(text)).isFalse();
	}

	@Test
	void endsAtMoreNestingThanSense() {
		assertThat(isJson("[".repeat(JsonCursor.MAX_DEPTH) + "]".repeat(JsonCursor.MAX_DEPTH))).isTrue();
		assertThat(isJson("[".repeat(JsonCursor.MAX_DEPTH + 1) + "]".repeat(JsonCursor.MAX_DEPTH + 1))).isFalse();
		assertThat(isJson("{\"a\":".repeat(500_000))).isFalse();
	}

	@Test
	void readsStringsAsTheyAreMeant() {
		assertThat(new JsonCursor("\"plain\"").string()).isEqualTo("plain");
		assertThat(new JsonCursor(" \"\\u00e4\\n\\\"\\/\\\\\\ud83d\\ude00\" ").string()).isEqualTo("ä\n\"/\\😀");
		assertThat(new JsonCursor("7").string()).isNull();
	}

	@Test
	void visitsFieldsAndElementsInTheirOrder() {
		List<String> visited = new ArrayList<>();
		JsonCursor json = new JsonCursor("{\"a\":[\"b\",\"c\"], \"d\" : {\"e\":\"f\"}}");
		boolean whole = json.fields((name) -> {
			visited.add(name);
			return name.equals("a") ? json.elements(() -> visited.add(json.string())) : json.value();
		});
		assertThat(whole).isTrue();
		assertThat(visited).containsExactly("a", "b", "c", "d");
	}

	@Test
	void stopsWhereTheVisitorSaysSo() {
		JsonCursor json = new JsonCursor("{\"a\":1,\"b\":2}");
		assertThat(json.fields((name) -> name.equals("a") && json.value())).isFalse();
	}

	private static boolean isJson(String text) {
		JsonCursor json = new JsonCursor(text);
		return json.value() && json.isAtEnd();
	}

}
