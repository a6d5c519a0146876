package io.contexttrace.test.llm;

import io.contexttrace.llm.LlmUsage;
import io.contexttrace.test.CapturedLogs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.openai.OpenAiChatOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tokens that a provider reports, and what becomes of it if it does not.
 */
class ReportedUsageTests {

	private static FollowedApplication app;

	@BeforeAll
	static void start() {
		app = FollowedApplication.start();
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void forget() {
		app.forget();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void recordsCachedAndReasoningTokens(String path) {
		app.ask(path, app.client().prompt("[reasoning] What is a context?").system("Be kind. ".repeat(100)));
		LlmUsage usage = app.onlyCall().response().usage();
		assertThat(usage.input()).isGreaterThan(128);
		assertThat(usage.output()).isGreaterThan(64);
		assertThat(usage.cacheRead()).isEqualTo(128);
		assertThat(usage.cacheWrite()).isNull();
		assertThat(usage.reasoning()).isEqualTo(64);
		assertThat(usage.isReported()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void knowsNothingOfTokensThatAreNotReported(String path) {
		app.ask(path, app.client().prompt("[no-usage] What is a context?"));
		assertThat(app.onlyCall().response().usage()).isEqualTo(LlmUsage.UNREPORTED);
	}

	@Test
	void warnsOnceOfEachModelWhoseStreamsReportNoTokens() {
		try (CapturedLogs logs = CapturedLogs.of("io.contexttrace.ai.UnreportedUsage")) {
			stream("silent-1");
			stream("silent-1");
			stream("silent-2");
			app.client().prompt("[no-usage]").options(OpenAiChatOptions.builder().model("silent-3")).call().content();
			app.calls(4);
			assertThat(logs.all()).hasSize(2);
			assertThat(logs.containing("silent-1").get(0).getFormattedMessage()).contains("openai")
				.contains("include_usage");
		}
	}

	private static void stream(String model) {
		app.ask("stream", app.client().prompt("[no-usage]").options(OpenAiChatOptions.builder().model(model)));
	}

}
