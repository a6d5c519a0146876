package io.contexttrace.llm.redact;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The application's own patterns, also those that could run away.
 */
class OwnPatternTests {

	@Test
	void replacesByTheNameOfThePattern() {
		Redaction redaction = redactor("employee-id", "\\bEMP-\\d{6}\\b").redact("EMP-123456 met EMP-654321, EMP-1");
		assertThat(redaction.text()).isEqualTo("[EMPLOYEE-ID] met [EMPLOYEE-ID], EMP-1");
		assertThat(redaction.counts()).isEqualTo(Map.of("employee-id", 2));
	}

	@Test
	void seesThroughEscapes() {
		assertThat(redactor("id", "EMP/\\d{6}").redact("{\"a\":\"EMP\\/12345\\u0036\"}").text())
			.isEqualTo("{\"a\":\"[ID]\"}");
	}

	@Test
	void worksBesideTheKnownTypes() {
		PatternRedactor redactor = new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of("host", "host\\d+"),
				List.of(), Replacement.tokens());
		Redaction redaction = redactor.redact("a@host12.example and host3, a@b.example");
		assertThat(redaction.text()).isEqualTo("[EMAIL] and [HOST], [EMAIL]");
		assertThat(redaction.counts()).isEqualTo(Map.of("email", 2, "host", 1));
	}

	@Test
	void leavesWhatIsReplacedAlready() {
		PatternRedactor redactor = redactor("word", "[A-Z_]{4,}");
		String once = redactor.redact("ABCDE [EMAIL] xyz").text();
		assertThat(once).isEqualTo("[WORD] [EMAIL] xyz");
		assertThat(redactor.redact(once).text()).isSameAs(once);
	}

	@ParameterizedTest
	@ValueSource(strings = { "(a+)+b", "(a*)*", "(?:a|a)+$", "(a|ab)*c", "(\\w|\\d)+x", "(\\d+-?)*z", "([a-z]+)*@",
			"(.*)+x", "(a{1,50}){1,50}", "(a?){20,}b", "x(\\s*)+y", "\\d+\\d+x", ".*.*x", "[ab]*[bc]*x", "(?i)(a|A)+x",
			"(x(?:a+)+)y", "(\\1a|b)+(z)", "(?:\\Qa\\E|\\x61)+z", "(\\p{L}|\\w)+z" })
	void refusesWhatCouldRunAway(String expression) {
		assertThatIllegalArgumentException().isThrownBy(() -> redactor("bad", expression))
			.withMessageContaining("'bad'")
			.withMessageMatching("(?s).*(could run away|matches the empty text).*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a*", "x?", "^", "(a|)" })
	void refusesWhatMatchesNothing(String expression) {
		assertThatIllegalArgumentException().isThrownBy(() -> redactor("bad", expression))
			.withMessageContaining("matches the empty text");
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "[a", "a{2", "\\", "*a" })
	void refusesWhatIsNoExpression(String expression) {
		assertThatIllegalArgumentException().isThrownBy(() -> redactor("bad", expression))
			.withMessageContaining("is no regular expression");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a]", "über", "a:b" })
	void refusesNamesThatAreNone(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> redactor(name, "x")).withMessageContaining("name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EMP-\\d{6}", "\\b[A-Z]{2}\\d{6}[A-D]\\b", "(?:\\d++-)*+\\d++",
			"(?i)customer[ -]?no\\.?\\s*\\d+", "(?<year>\\d{4})-(?:0[1-9]|1[0-2])", "[\\w&&[^\\d]]+#\\d+",
			"(?:red|green|blue)+!", "\\p{Lu}\\p{Ll}+ßx", "(?=KEY)[A-Z]+\\d", "\\Q[x]\\E\\d+", "(?>a+)b",
			"\\u0041\\x42\\d+", "(a\\d{2}){3}", "社員番号\\d{5}", "(?:https?|ftp)://internal\\.\\S+" })
	void acceptsWhatIsSafe(String expression) {
		assertThat(redactor("good", expression).redact("nothing").touched()).isFalse();
	}

	@Test
	void replacesTheWholeTextWhenStepsRunOut() {
		PatternRedactor redactor = redactor("slow", "\\w+x\\w+y\\w+z!");
		Redaction redaction = redactor.redact("secret " + "xyz".repeat(3000));
		assertThat(redaction.text()).isEqualTo("[UNCHECKED]");
		assertThat(redaction.counts()).isEqualTo(Map.of("unchecked", 1));
	}

	@Test
	void replacesAWholeDocumentByAString() {
		PatternRedactor redactor = redactor("slow", "\\w+x\\w+y\\w+z!");
		assertThat(redactor.redact("{\"a\":\"" + "xyz".repeat(3000) + "\"}").text()).isEqualTo("\"[UNCHECKED]\"");
	}

	@Test
	void replacesTheWholeTextWhenTheStackRunsOut() {
		PatternRedactor redactor = redactor("deep", "(?:red|green|blue)+!");
		assertThat(redactor.redact("red".repeat(1_000_000)).text()).isEqualTo("[UNCHECKED]");
	}

	private static PatternRedactor redactor(String name, String expression) {
		return new PatternRedactor(EnumSet.noneOf(SecretType.class), Map.of(name, expression), List.of(),
				Replacement.tokens());
	}

}
