package io.contexttrace.header;

import java.util.stream.Stream;

import io.contexttrace.Prompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PromptHeaderTests {

	static Stream<Arguments> headers() {
		return Stream.of(Arguments.of(Prompt.of("order-help"), "order-help"),
				Arguments.of(new Prompt("order-help", "3", null), "order-help;v=3"),
				Arguments.of(new Prompt("order-help", "3", "b"), "order-help;v=3;variant=b"),
				Arguments.of(new Prompt("order-help", null, "b"), "order-help;variant=b"),
				Arguments.of(new Prompt("support/order:help", "1.0+2", "a.b"),
						"support%2Forder%3Ahelp;v=1.0+2;variant=a.b"),
				Arguments.of(new Prompt("注文", null, null), "%E6%B3%A8%E6%96%87"));
	}

	@ParameterizedTest
	@MethodSource("headers")
	void everyPromptIsWrittenAndReadAgain(Prompt prompt, String header) {
		assertThat(PromptHeader.format(prompt)).isEqualTo(header);
		assertThat(PromptHeader.parse(header)).isEqualTo(prompt);
	}

	@Test
	void theLongestPromptFits() {
		String longest = "語".repeat(Prompt.MAX_LENGTH);
		Prompt prompt = new Prompt(longest, longest, longest);
		assertThat(PromptHeader.format(prompt)).hasSizeLessThan(PromptHeader.MAX_LENGTH);
		assertThat(PromptHeader.parse(PromptHeader.format(prompt))).isEqualTo(prompt);
	}

	@ParameterizedTest
	@ValueSource(strings = { " a ; v=3 ; variant=b ", "a;variant=b;v=3", "a;v=3;later=x;variant=b",
			"%61;v=%33;variant=%62" })
	void whatOthersMayWriteIsRead(String header) {
		assertThat(PromptHeader.parse(header)).isEqualTo(new Prompt("a", "3", "b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";", ";v=3", "a;", "a;v", "a;v=", "a;=3", "a;v=3;v=3", "a;variant=b;variant=c", "a b",
			"a,b", "a%", "a%4", "a%zz", "a%-1", "a%0d%0aforged", "a%00", "a%C3", "%FF%FE", "%E2%80%AE", "a;v=%0a", "ä",
			"a\r\nforged: b", "a\u0000", "\uff1b", "a%20b" })
	void whatIsMalformedIsNothing(String header) {
		assertThat(PromptHeader.parse(header)).isNull();
	}

	@Test
	void whatIsTooLongIsNothing() {
		assertThat(PromptHeader.parse("a;x=" + "b".repeat(2044))).isEqualTo(Prompt.of("a"));
		assertThat(PromptHeader.parse("a;x=" + "b".repeat(2045))).isNull();
		assertThat(PromptHeader.parse("a".repeat(65))).isNull();
		assertThat(PromptHeader.parse(null)).isNull();
	}

}
