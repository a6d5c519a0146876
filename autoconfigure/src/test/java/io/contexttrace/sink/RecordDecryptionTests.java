package io.contexttrace.sink;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;

import javax.crypto.AEADBadTagException;
import javax.crypto.spec.SecretKeySpec;

import io.contexttrace.KeyProvider;
import io.contexttrace.KeyRing;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.record.ContentEncryption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RecordDecryptionTests {

	private final KeyProvider keys = KeyProvider
		.of(Map.of(KeyProvider.CONTENT, new KeyRing("k1", Map.of("k1", new SecretKeySpec(new byte[32], "AES")))));

	private final RecordDecryption decryption = new RecordDecryption(this.keys);

	@Test
	void textsOfARecordAreReadable() throws GeneralSecurityException {
		assertThat(this.decryption.decrypt(line("r"))).isEqualTo("""
				{"requestId":"r","cost":{"amount":0.0000012300},"durationMs":7.50,"content":{"input":[\
				{"role":"user","size":4,"text":"Ask \\"\\n日本"},{"role":"user","size":9}],\
				"output":[{"role":"assistant","size":0,"text":"","toolCalls":[{"name":"none"},\
				{"name":"find","arguments":"{\\"a\\":1}"}]}]},"status":"ok"}""");
	}

	@Test
	void recordThatIsNotEncryptedIsGivenBack() throws GeneralSecurityException {
		String line = "{\"requestId\":\"r\", \"content\":{\"input\":[]}}";
		assertThat(this.decryption.decrypt(line)).isSameAs(line);
		assertThat(this.decryption.decrypt("{}")).isEqualTo("{}");
	}

	@Test
	void textOfAnotherRecordIsRefused() throws GeneralSecurityException {
		String stolen = line("r").replace("\"requestId\":\"r\"", "\"requestId\":\"s\"");
		assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> this.decryption.decrypt(stolen));
	}

	@Test
	void whatIsNoRecordIsRefusedWithoutQuotingIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.decryption.decrypt("{\"content\": sesame"))
			.withMessageNotContaining("sesame")
			.withNoCause();
	}

	private String line(String requestId) throws GeneralSecurityException {
		LlmContent content = new ContentEncryption(this.keys).encrypt(requestId,
				new LlmContent(List.of(new LlmContent.Message("user", LlmContent.Text.of("Ask \"\n日本"))),
						List.of(new LlmContent.Message("assistant", LlmContent.Text.of(""),
								List.of(new LlmContent.ToolCall(null, "none", null),
										new LlmContent.ToolCall(null, "find", LlmContent.Text.of("{\"a\":1}"))),
								null))));
		LlmContent.Message output = content.output().get(0);
		return """
				{"requestId":"%s","cost":{"amount":0.0000012300},"durationMs":7.50,"content":{"input":[\
				{"role":"user","size":4,"text":"%s"},{"role":"user","size":9}],\
				"output":[{"role":"assistant","size":0,"text":"%s","toolCalls":[{"name":"none"},\
				{"name":"find","arguments":"%s"}]}],"encryption":{"algorithm":"%s","keyId":"%s"}},"status":"ok"}"""
			.formatted(requestId, content.input().get(0).text().value(), output.text().value(),
					output.toolCalls().get(1).arguments().value(), content.encryption().algorithm(),
					content.encryption().keyId());
	}

}
