package io.contexttrace.header;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is added to client contexts, and what stays.
 */
class ClientContextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                              | {"custom":{"k":"v"}}
			{ }                             | { "custom":{"k":"v"}}
			{"custom":{}}                   | {"custom":{"k":"v"}}
			{"custom": null , "a":1}        | {"custom":{"k":"v"} , "a":1}
			{"custom":{"a" : 1.50 }}        | {"custom":{"a" : 1.50 ,"k":"v"}}
			{"client":{"app":"ä\\u00e4"}}   | {"client":{"app":"ä\\u00e4"},"custom":{"k":"v"}}
			{"custom":{"x":{"k":"1"}},"b":[]} | {"custom":{"x":{"k":"1"},"k":"v"},"b":[]}
			{"a":{"custom":{}}}             | {"a":{"custom":{}},"custom":{"k":"v"}}
			{"\\u0063ustom":{}}             | {"\\u0063ustom":{"k":"v"}}
			""")
	void addsToWhatIsThere(String before, String after) {
		ClientContext context = ClientContext.parse(encode(before));
		assertThat(context).isNotNull();
		context.set("k", "v");
		assertThat(decode(context.encoded())).isEqualTo(after);
	}

	@Test
	void startsWhereThereIsNone() {
		for (String none : new String[] { null, "" }) {
			ClientContext context = ClientContext.parse(none);
			assertThat(context).isNotNull();
			context.set("trace_id", "Root=1;\"\\\n");
			context.set("context_id", "a");
			assertThat(decode(context.encoded()))
				.isEqualTo("{\"custom\":{\"trace_id\":\"Root=1;\\\"\\\\\\u000a\",\"context_id\":\"a\"}}");
			assertThat(ClientContext.read(context.encoded())).containsEntry("trace_id", "Root=1;\"\\\n");
		}
	}

	@Test
	void whatIsThereStays() {
		String before = encode("{\"custom\":{\"k\":\"mine\",\"n\":7}}");
		ClientContext context = ClientContext.parse(before);
		assertThat(context).isNotNull();
		context.set("k", "v");
		context.set("n", "v");
		assertThat(context.get("k")).isEqualTo("mine");
		assertThat(context.get("n")).isEmpty();
		assertThat(context.get("other")).isNull();
		assertThat(context.encoded()).isSameAs(before);
	}

	@Test
	void whatIsAddedIsThereAfterwards() {
		ClientContext context = ClientContext.parse(null);
		assertThat(context).isNotNull();
		assertThat(context.encoded()).isNull();
		context.set("k", "v");
		assertThat(context.get("k")).isEqualTo("v");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "7", "null", "text", "{", "{}}", "{\"custom\":7}", "{\"custom\":[]}",
			"{\"custom\":\"null\"}", "{\"custom\":{\"a\"}}", "{\"custom\":{},\"custom\":{}}", "{\"a\":1,}", " " })
	void whatIsNoClientContextIsNone(String json) {
		assertThat(ClientContext.parse(encode(json))).isNull();
		assertThat(ClientContext.read(encode(json))).isEmpty();
	}

	@Test
	void whatIsNoTextInBase64IsNone() {
		assertThat(ClientContext.parse("{\"custom\":{}}")).isNull();
		assertThat(ClientContext.parse("e30=\r\n")).isNull();
		assertThat(ClientContext.parse(Base64.getEncoder().encodeToString(new byte[] { '{', (byte) 0xC3, '}' })))
			.isNull();
	}

	@Test
	void readsTheTextsAFunctionIsShown() {
		String encoded = encode("{\"custom\":{\"context_id\":\"a\",\"n\":7,\"o\":{\"context_id\":\"b\"}},\"env\":{}}");
		assertThat(ClientContext.read(encoded)).containsEntry("context_id", "a").hasSize(3).containsEntry("n", "");
		assertThat(ClientContext.read(null)).isEmpty();
	}

	@Test
	void endsAtMoreThanSense() {
		StringBuilder many = new StringBuilder("{\"custom\":{\"a\":1");
		many.append(",\"b\":1".repeat(600)).append("}}");
		assertThat(ClientContext.parse(encode(many.toString()))).isNull();
		assertThat(ClientContext.parse(encode("{\"a\":\"" + "x".repeat(100_000) + "\"}"))).isNull();
	}

	static String encode(String json) {
		return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

	static String decode(String encoded) {
		return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
	}

}
