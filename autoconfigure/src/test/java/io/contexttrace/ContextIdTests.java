package io.contexttrace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ContextIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "...", "0199d3a0-7b1c-7e2f-8a4b-0123456789ab", "order:4711@shop",
			"!$&'()*+-._~<>[]^`{|}=", "~" })
	void visibleAsciiIsAnId(String value) {
		assertThat(ContextId.parse(value)).isEqualTo(new ContextId(value)).hasToString(value);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "a b", ".", "..", "a\"b", "a,b", "a;b", "a\\b", "a/b", "a%b", "a?b", "a#b",
			"a\r\nb", "a\u0000", "a\u007f", "ä", "\uD83D\uDE00", "\uFF21", "\u2028" })
	void anythingElseIsNot(String value) {
		assertThat(ContextId.parse(value)).isNull();
	}

	@Test
	void lengthIsBounded() {
		assertThat(ContextId.parse("a".repeat(128))).isNotNull();
		assertThat(ContextId.parse("a".repeat(129))).isNull();
	}

	@Test
	void applicationIsToldWhatAnIdIsWithoutItsText() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ContextId("forged\nline"))
			.withMessageContaining("1 to 128 visible ASCII characters")
			.withMessageNotContaining("forged");
	}

}
