package io.contexttrace.llm.redact;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Types, replacements, cuts and sizes.
 */
class PatternRedactorTests {

	private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

	private final PatternRedactor redactor = PatternRedactor.ofAllTypes();

	@Test
	void looksOnlyForTheTypesThatWereAskedFor() {
		PatternRedactor emails = new PatternRedactor(EnumSet.of(SecretType.EMAIL), Map.of(), List.of(),
				Replacement.tokens());
		assertThat(emails.redact("a@b.example, 192.0.2.1, password=abc").text())
			.isEqualTo("[EMAIL], 192.0.2.1, password=abc");
	}

	@Test
	void noneLeavesEverything() {
		String text = "a@b.example";
		assertThat(Redactor.none().redact(text)).isEqualTo(new Redaction(text, Map.of()));
		assertThat(Redactor.none().redact(text).text()).isSameAs(text);
	}

	@Test
	void countsByType() {
		assertThat(this.redactor.redact("a@b.example c@d.example 192.0.2.1").counts())
			.isEqualTo(Map.of("email", 2, "ip_address", 1));
	}

	@Test
	void pseudonymIsTheSameForTheSameValue() {
		PatternRedactor pseudonyms = pseudonyms(KEY);
		String[] emails = pseudonyms.redact("Ann@Example.com ann@example.com \\u0061nn@example.com bob@example.com")
			.text()
			.split(" ", -1);
		assertThat(emails[0]).matches("\\[EMAIL:[A-Za-z0-9_-]{22}]").isEqualTo(emails[1]).isEqualTo(emails[2]);
		assertThat(emails[3]).isNotEqualTo(emails[0]);
		String[] cards = pseudonyms.redact("4111 1111 1111 1111;4111-1111-1111-1111;４１１１１１１１１１１１１１１１")
			.text()
			.split(";", -1);
		assertThat(cards[0]).isEqualTo(cards[1]).isEqualTo(cards[2]);
	}

	@Test
	void pseudonymDependsOnKeyAndType() {
		byte[] other = KEY.clone();
		other[0]++;
		String text = "a@b.example";
		assertThat(pseudonyms(KEY).redact(text)).isNotEqualTo(pseudonyms(other).redact(text));
		Replacement replacement = Replacement.pseudonyms(KEY);
		assertThat(replacement.replace("a", "x").substring(2)).isNotEqualTo(replacement.replace("b", "x").substring(2));
	}

	@Test
	void refusesAShortKey() {
		assertThatIllegalArgumentException().isThrownBy(() -> Replacement.pseudonyms(new byte[15]))
			.withMessageContaining("16");
	}

	@Test
	void keepsTheReplacementFromBreakingJson() {
		PatternRedactor redactor = new PatternRedactor(EnumSet.of(SecretType.EMAIL), Map.of(), List.of(),
				(type, value) -> "\"" + type + "\\\n");
		assertThat(redactor.redact("a@b.example").text()).isEqualTo("_email__");
	}

	@Test
	void recognisesASecretAcrossACut() {
		String text = "x ann@example.com y" + "z".repeat(10_000);
		assertThat(this.redactor.redactFirst(text, 6).text()).isEqualTo("x [EMA");
		assertThat(this.redactor.redactFirst(text, 12).text()).isEqualTo("x [EMAIL]");
		assertThat(this.redactor.redactFirst(text, 18)).isEqualTo(new Redaction("x [EMAIL] ", Map.of("email", 1)));
	}

	@Test
	void cutsNoSurrogatePair() {
		String text = "ab\uD83D\uDE00cd";
		assertThat(this.redactor.redactFirst(text, 3).text()).isEqualTo("ab");
		assertThat(Redactor.none().redactFirst(text, 3).text()).isEqualTo("ab");
		assertThat(this.redactor.redactFirst(text, 4).text()).isEqualTo("ab\uD83D\uDE00");
		assertThat(this.redactor.redactFirst(text, 0).text()).isEmpty();
	}

	@Test
	void cutOfAPrivateKeyIsReplacedToTheEnd() {
		String text = "-----BEGIN " + "RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA0123456789abcdef\n".repeat(1000);
		assertThat(this.redactor.redactFirst("Key: " + text, 300).text()).isEqualTo("Key: [PRIVATE_KEY]");
		assertThat(this.redactor.redact(text).text()).isEqualTo("[PRIVATE_KEY]\n");
	}

	@Test
	void redactsLargeTexts() {
		String text = ("word ".repeat(1000) + "a@b.example \\n ").repeat(1000);
		assertThat(this.redactor.redact(text).counts()).isEqualTo(Map.of("email", 1000));
	}

	@ParameterizedTest
	@ValueSource(chars = { '\u00AD', '\u034F', '\u061C', '\u180E', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F',
			'\u202A', '\u202C', '\u202E', '\u2060', '\u2063', '\u2066', '\u2069', '\uFE0F', '\uFEFF' })
	void seesThroughCharactersWithoutWidth(char nothing) {
		String text = "ann@exam|ple.com 4111|1111|1111|1111".replace('|', nothing);
		assertThat(this.redactor.redact(text).text()).isEqualTo("[EMAIL] [PAYMENT_CARD]");
	}

	// what takes time that grows with the square takes hours here
	@ParameterizedTest
	@ValueSource(strings = { "-", "pin:", "Cookie:", "SG.", "basic:", "password:", "pass: ‘ ", "authorization:", "@a.",
			"-----BEGIN PRIVATE KEY-----", "1-", "{\"a\":[", "\\\"", "token: '", "eyJ.", "password=„[EMAIL]",
			"Cookie: [EMAIL]=", "authorization:„a\t", "authorization:a\n", "authorization: „a [EMAIL]",
			"Authorization: Digest [EMAIL] ", "pass: „a\t" })
	@Timeout(120)
	void takesNoLongerForHostileTexts(String piece) {
		String text = piece.repeat(1_000_000 / piece.length());
		assertThat(this.redactor.redact(text).text()).isNotEmpty();
	}

	private static PatternRedactor pseudonyms(byte[] key) {
		return new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of(), List.of(), Replacement.pseudonyms(key));
	}

}
