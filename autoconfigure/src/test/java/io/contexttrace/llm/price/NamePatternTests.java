package io.contexttrace.llm.price;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamePatternTests {

	@ParameterizedTest
	@CsvSource({ "gpt-5,gpt-5", "GPT-5,gpt-5", "gpt-5,GPT-5", "gpt-5*,gpt-5", "gpt-5*,gpt-5-mini", "*,anything",
			"*mini,gpt-5-mini", "gpt-*-mini,gpt-5-mini", "*claude*sonnet*,eu.claude-4-sonnet-v1", "a*a,aa", "*a*a,baba",
			"gpt.5*,gpt.5-x" })
	void matches(String pattern, String name) {
		assertThat(new NamePattern(pattern).matches(name)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "gpt-5,gpt-5-mini", "gpt-5*,gpt-4", "*mini,gpt-5-mini-2026", "gpt-*-mini,gpt-mini", "a*a,a",
			"*claude*sonnet*,sonnet-claude", "*ab*bc*,abc", "gpt.5*,gpt-5" })
	void doesNotMatch(String pattern, String name) {
		assertThat(new NamePattern(pattern).matches(name)).isFalse();
	}

	@Test
	void countsWhatIsNoStar() {
		assertThat(new NamePattern("gpt-*-mini").literals()).isEqualTo(9);
		assertThat(new NamePattern("gpt-5").isExact()).isTrue();
		assertThat(new NamePattern("gpt-5*").isExact()).isFalse();
		assertThat(new NamePattern("**").isAny()).isTrue();
		assertThat(new NamePattern("gpt*").isAny()).isFalse();
	}

	@Test
	@Timeout(60)
	void manyStarsOverALongNameDoNotRunAway() {
		NamePattern pattern = new NamePattern("*a".repeat(30) + "*b");
		String name = "a".repeat(100_000) + "c";
		assertThat(pattern.matches(name)).isFalse();
	}

}
