package io.contexttrace.header;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OutgoingHostsTests {

	private static final OutgoingHosts DEFAULT = OutgoingHosts.of(List.of("*"), List.of(), false);

	@ParameterizedTest
	@CsvSource({ "crm.example.com,crm.example.com", "CRM.example.com,crm.EXAMPLE.com",
			"crm.example.com,crm.example.com.", "*.example.com,example.com", "*.example.com,a.example.com",
			"*.example.com,a.b.example.com", "crm-*.example.com,crm-1.example.com", "crm*.example.com,crm.example.com",
			"10.0.*.1,10.0.7.1", "[::1],[::1]", "[::1],::1", "[FE80::*],[fe80::1]", "*,anything.at.all", "*,[::1]",
			"*.bücher.example,shop.xn--bcher-kva.example", "xn--bcher-kva.example,bücher.example" })
	void patternMatches(String pattern, String host) {
		assertThat(new OutgoingHosts(List.of(pattern), List.of()).allows(host)).isTrue();
		assertThat(new OutgoingHosts(List.of("*"), List.of(pattern)).allows(host)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "crm.example.com,crm.example.org", "crm.example.com,xcrm.example.com",
			"crm.example.com,crmxexample.com", "*.example.com,evilexample.com", "*.example.com,example.com.evil.org",
			"crm-*.example.com,crm-1.x.example.com", "[::1],[::2]" })
	void patternDoesNotMatch(String pattern, String host) {
		assertThat(new OutgoingHosts(List.of(pattern), List.of()).allows(host)).isFalse();
	}

	@Test
	void denialComesBeforePermission() {
		OutgoingHosts hosts = new OutgoingHosts(List.of("*.example.com"), List.of("public.example.com"));
		assertThat(hosts.allows("crm.example.com")).isTrue();
		assertThat(hosts.allows("public.example.com")).isFalse();
	}

	@Test
	void unknownHostIsAllowedOnlyWhereAllAre() {
		assertThat(DEFAULT.allows(null)).isTrue();
		assertThat(new OutgoingHosts(List.of("*.example.com"), List.of()).allows(null)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "api.openai.com", "API.OpenAI.com.", "my-team.openai.azure.com", "api.anthropic.com",
			"api.mistral.ai", "api.deepseek.com", "generativelanguage.googleapis.com", "aiplatform.googleapis.com",
			"us-central1-aiplatform.googleapis.com", "bedrock-runtime.us-east-1.amazonaws.com",
			"bedrock-runtime-fips.us-gov-west-1.amazonaws.com", "bedrock-runtime.cn-north-1.amazonaws.com.cn",
			"vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com", "aiplatform.eu.rep.googleapis.com",
			"bedrock-mantle.us-east-1.api.aws", "api.groq.com", "openrouter.ai", "dashscope-intl.aliyuncs.com",
			"ollama.com" })
	void modelProvidersGetNothingByDefault(String host) {
		assertThat(DEFAULT.allows(host)).isFalse();
		assertThat(OutgoingHosts.of(List.of("*"), List.of(), true).allows(host)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "ollama", "127.0.0.1", "[::1]", "sqs.us-east-1.amazonaws.com",
			"storage.googleapis.com", "openai.com.example.com", "notopenai.com", "openai.internal", "crm.example.com" })
	void otherHostsGetTheContextByDefault(String host) {
		assertThat(DEFAULT.allows(host)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "https://crm.example.com", "crm.example.com/path", "crm.example.com:8080", "a b", "**",
			"**.example.com", "a,b", "::1", "[::1]:80", "[", "]", "crm\\E.*" })
	void anythingElseIsNoPattern(String pattern) {
		assertThat(OutgoingHosts.isPattern(pattern)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new OutgoingHosts(List.of(), List.of(pattern)));
	}

	@Test
	void providersAreAllPatterns() {
		assertThat(OutgoingHosts.MODEL_PROVIDERS).allMatch(OutgoingHosts::isPattern);
	}

	@Test
	void decisionsAreRememberedWithinLimits() {
		OutgoingHosts hosts = new OutgoingHosts(List.of("*.example.com"), List.of());
		for (int i = 0; i < 5000; i++) {
			assertThat(hosts.allows("h" + i + ".example.com")).isTrue();
			assertThat(hosts.allows("h" + i + ".example.org")).isFalse();
		}
		Map<?, ?> remembered = (Map<?, ?>) ReflectionTestUtils.getField(hosts, "decisions");
		assertThat(remembered).hasSize(1024);
	}

}
