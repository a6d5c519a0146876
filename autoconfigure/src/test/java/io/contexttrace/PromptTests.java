package io.contexttrace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PromptTests {

	@ParameterizedTest
	@ValueSource(strings = { "order-help", "support/order-help", "2026-11-21T10:00+09:00", "v1.2.3+build_7", "注文案内",
			"Größe", "हिन्दी" })
	void namesVersionsAndVariantsAreWords(String text) {
		assertThat(new Prompt(text, text, text)).isEqualTo(Prompt.parse(text, text, text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two words", "a\nb", "a\u0000", "a;b", "a=b", "a,b", "\"a\"", "a%20b",
			"team@prompts", "<b>", "[a]", "${jndi:x}", "a\u200bb", "a\u202eb", "\ud83d", "a\u2028b", "a\\b" })
	void whatCouldForgeALogOrAHeaderIsRefused(String text) {
		assertThat(Prompt.parse(text, null, null)).isNull();
		assertThat(Prompt.parse("a", text, null)).isNull();
		assertThat(Prompt.parse("a", null, text)).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> Prompt.of(text));
		assertThatIllegalArgumentException().isThrownBy(() -> new Prompt("a", text, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new Prompt("a", null, text));
	}

	@Test
	void partsAreBounded() {
		assertThat(Prompt.parse("a".repeat(64), "b".repeat(64), "c".repeat(64))).isNotNull();
		assertThat(Prompt.parse("a".repeat(65), null, null)).isNull();
		assertThat(Prompt.parse(null, "1", "b")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "a,,,a", "a,1,,a/1", "a,1,b,a/1/b", "a,,b,a//b" })
	void pathTellsThePartsApart(String name, String version, String variant, String path) {
		assertThat(new Prompt(name, version, variant).path()).isEqualTo(path);
	}

}
