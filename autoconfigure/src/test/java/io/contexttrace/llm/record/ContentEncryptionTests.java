package io.contexttrace.llm.record;

import java.security.GeneralSecurityException;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.contexttrace.KeyProvider;
import io.contexttrace.KeyRing;
import io.contexttrace.llm.LlmContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContentEncryptionTests {

	private static final LlmContent CLEAR = new LlmContent(
			List.of(SaidInCall.message("system", "rules"), SaidInCall.message("user", "日本 😀"),
					new LlmContent.Message("user", new LlmContent.Text(9, null, true))),
			List.of(new LlmContent.Message("assistant", new LlmContent.Text(900, "cut off", true),
					List.of(new LlmContent.ToolCall("c1", "find", LlmContent.Text.of("{\"a\":1}")),
							new LlmContent.ToolCall("c2", "none", null)),
					null)),
			List.of(new LlmContent.Document("d", 0.5)), null);

	@ParameterizedTest
	@CsvSource({ "16, AES-128-GCM", "32, AES-256-GCM" })
	void textsAreEncryptedAndTheRestStaysReadable(int length, String algorithm) throws GeneralSecurityException {
		KeyProvider keys = keys("k1", Map.of("k1", key(length, 1)));
		LlmContent encrypted = new ContentEncryption(keys).encrypt("r", CLEAR);
		assertThat(encrypted.encryption()).isEqualTo(new LlmContent.Encryption(algorithm, "k1"));
		assertThat(encrypted.toString()).doesNotContain("rules")
			.doesNotContain("日本")
			.doesNotContain("cut off")
			.doesNotContain("\"a\"");
		assertThat(encrypted.output().get(0).text().size()).isEqualTo(900);
		assertThat(encrypted.output().get(0).text().truncated()).isTrue();
		assertThat(encrypted.output().get(0).toolCalls().get(0).name()).isEqualTo("find");
		assertThat(encrypted.documents()).isEqualTo(CLEAR.documents());
		assertThat(encrypted.input().get(0).text().value()).matches("[A-Za-z0-9_-]+");
		assertThat(new ContentDecryption(keys).decrypt("r", encrypted)).isEqualTo(CLEAR);
	}

	@Test
	void sameTextIsNeverEncryptedTheSameWay() throws GeneralSecurityException {
		ContentEncryption encryption = new ContentEncryption(keys("k1", Map.of("k1", key(32, 1))));
		assertThat(encryption.encrypt("r", CLEAR).input().get(0).text().value())
			.isNotEqualTo(encryption.encrypt("r", CLEAR).input().get(0).text().value());
	}

	@Test
	void olderRecordsAreReadAfterTheKeyHasChanged() throws GeneralSecurityException {
		LlmContent before = new ContentEncryption(keys("k1", Map.of("k1", key(32, 1)))).encrypt("r", CLEAR);
		KeyProvider rotated = keys("k2", Map.of("k1", key(32, 1), "k2", key(32, 2)));
		LlmContent after = new ContentEncryption(rotated).encrypt("r", CLEAR);
		assertThat(after.encryption().keyId()).isEqualTo("k2");
		assertThat(new ContentDecryption(rotated).decrypt("r", before)).isEqualTo(CLEAR);
		assertThat(new ContentDecryption(rotated).decrypt("r", after)).isEqualTo(CLEAR);
	}

	@Test
	void textsCannotBeSwapped() throws GeneralSecurityException {
		KeyProvider keys = keys("k1", Map.of("k1", key(32, 1)));
		ContentDecryption decryption = new ContentDecryption(keys);
		LlmContent encrypted = new ContentEncryption(keys).encrypt("r", CLEAR);
		List<LlmContent.Message> input = encrypted.input();
		LlmContent swapped = new LlmContent(List.of(input.get(1), input.get(0)), encrypted.output(), List.of(),
				encrypted.encryption());
		assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> decryption.decrypt("r", swapped));
		assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> decryption.decrypt("other", encrypted));
		assertThat(decryption.decrypt("r", "k1", "input/0/text", input.get(0).text().value())).isEqualTo("rules");
	}

	@Test
	void whatWasNotEncryptedWithAKnownKeyIsRefused() throws GeneralSecurityException {
		LlmContent encrypted = new ContentEncryption(keys("k1", Map.of("k1", key(32, 1)))).encrypt("r", CLEAR);
		ContentDecryption other = new ContentDecryption(keys("k2", Map.of("k2", key(32, 2))));
		assertThatExceptionOfType(UnrecoverableKeyException.class).isThrownBy(() -> other.decrypt("r", encrypted))
			.withMessageContaining("k1");
		ContentDecryption wrong = new ContentDecryption(keys("k1", Map.of("k1", key(32, 3))));
		assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> wrong.decrypt("r", encrypted));
		assertThatExceptionOfType(AEADBadTagException.class)
			.isThrownBy(() -> wrong.decrypt("r", "k1", "input/0/text", "not base64!"));
		assertThatExceptionOfType(AEADBadTagException.class)
			.isThrownBy(() -> wrong.decrypt("r", "k1", "input/0/text", "c2hvcnQ"));
	}

	@Test
	void clearContentIsGivenBack() throws GeneralSecurityException {
		assertThat(new ContentDecryption(KeyProvider.none()).decrypt("r", CLEAR)).isSameAs(CLEAR);
	}

	private static KeyProvider keys(String current, Map<String, SecretKey> keys) {
		return KeyProvider.of(Map.of(KeyProvider.CONTENT, new KeyRing(current, keys)));
	}

	private static SecretKey key(int length, int fill) {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, (byte) fill);
		return new SecretKeySpec(bytes, "AES");
	}

}
