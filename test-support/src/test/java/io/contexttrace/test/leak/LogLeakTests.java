package io.contexttrace.test.leak;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import io.contexttrace.test.operation.KnowledgeApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What gets into the log.
 */
class LogLeakTests {

	private static final String SECRET = "help.desk@example.com";

	private static final String PROMPT = "The launch is on Tuesday, says " + SECRET;

	private static final String NO_CHOICES = "No choices returned for prompt: ";

	@Test
	void aModelWithoutChoicesDoesNotLogThePrompt() {
		List<ILoggingEvent> events = logged("/call", "[no-choices] " + PROMPT);
		assertThat(events).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((message) -> message.matches(NO_CHOICES + "\\(\\d+ characters\\)"));
		assertThat(text(events)).doesNotContain("Tuesday", SECRET);
	}

	@Test
	void aModelWithoutChoicesLogsThePromptWithoutSecretsWhereContentIsCaptured() {
		List<ILoggingEvent> events = logged("/call", "[no-choices] " + PROMPT, "context-trace.content.capture=full");
		assertThat(events).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((message) -> message.startsWith(NO_CHOICES) && message.contains("Tuesday"));
		assertThat(text(withoutRecords(events))).doesNotContain(SECRET);
	}

	@Test
	void theLogWouldSeeIt() {
		assertThat(text(logged("/call", "[no-choices] " + PROMPT, "context-trace.redaction.loggers=")))
			.contains(PROMPT);
	}

	@Test
	void anExceptionThatNobodyCaughtIsLoggedWithoutSecrets() {
		List<ILoggingEvent> events = logged("/refuse", SECRET);
		assertThat(events).filteredOn((event) -> event.getFormattedMessage().contains("Servlet.service()"))
			.singleElement()
			.satisfies((event) -> {
				assertThat(event.getLoggerName()).startsWith("org.apache.catalina.core");
				assertThat(event.getThrowableProxy().getClassName()).isEqualTo("java.lang.IllegalArgumentException");
				assertThat(event.getMDCPropertyMap()).containsEntry("contextId", "case-1");
			});
		assertThat(text(events)).contains("Nobody can answer ").doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "DEBUG", "TRACE" })
	void whatSpringAiLogsOnRequestHasNoSecrets(String level) {
		List<ILoggingEvent> events = logged("/stream", PROMPT, "logging.level.org.springframework.ai=" + level,
				"spring.ai.chat.observations.log-prompt=true", "spring.ai.chat.observations.log-completion=true",
				"spring.ai.chat.client.observations.log-prompt=true");
		assertThat(events).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((message) -> message.startsWith("Chat Model Prompt Content:") && message.contains("Tuesday"));
		assertThat(text(events)).doesNotContain(SECRET);
	}

	@Test
	void anotherApplicationInTheSameVirtualMachineDoesNotOpenTheGate() {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = KnowledgeApplication.run(model.url())) {
			KnowledgeApplication.run(model.url()).close();
			KnowledgeApplication.run(model.url(), "context-trace.enabled=false").close();
			try (CapturedLogs logs = CapturedLogs.of("ROOT")) {
				KnowledgeApplication.get(application, "/call", "[no-choices] " + PROMPT);
				assertThat(text(logs.all())).contains(NO_CHOICES).doesNotContain(SECRET);
			}
		}
	}

	private static List<ILoggingEvent> logged(String path, String message, String... properties) {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = KnowledgeApplication.run(model.url(), properties);
				CapturedLogs logs = CapturedLogs.of("ROOT")) {
			KnowledgeApplication.get(application, path, message, "X-Context-Id", "case-1");
			application.getBean(RecordedCalls.class).await(1, Duration.ofSeconds(path.equals("/refuse") ? 0 : 10));
			application.close();
			return logs.all();
		}
	}

	private static List<ILoggingEvent> withoutRecords(List<ILoggingEvent> events) {
		return events.stream().filter((event) -> !event.getLoggerName().startsWith("context-trace")).toList();
	}

	private static String text(List<ILoggingEvent> events) {
		StringBuilder text = new StringBuilder();
		for (ILoggingEvent event : events) {
			text.append(event.getFormattedMessage()).append('\n');
			if (event.getThrowableProxy() != null) {
				text.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
			}
		}
		return text.toString();
	}

}
