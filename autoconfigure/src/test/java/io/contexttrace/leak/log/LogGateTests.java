package io.contexttrace.leak.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import io.contexttrace.leak.LeakGate;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class LogGateTests {

	private static final Redactor REDACTOR = (text) -> text.contains("secret")
			? new Redaction(text.replace("secret", "[x]"), Map.of("x", 1)) : Redaction.untouched(text);

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Logger logger = this.context.getLogger("covered.by.the.gate");

	private final Captured captured = new Captured();

	private final List<AutoCloseable> opened = new ArrayList<>();

	@BeforeEach
	void capture() {
		this.captured.start();
		this.logger.setLevel(Level.INFO);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.captured);
	}

	@AfterEach
	void release() throws Exception {
		for (AutoCloseable gate : this.opened) {
			gate.close();
		}
		this.logger.setAdditive(true);
		this.logger.detachAppender(this.captured);
		MDC.clear();
		assertThat(this.context.getTurboFilterList()).noneMatch((filter) -> filter instanceof RedactingTurboFilter);
	}

	@Test
	void logsALineWithoutSecretsInItsPlace() {
		open("covered");
		MDC.put("key", "value");
		Marker marker = MarkerFactory.getMarker("marker");
		this.logger.warn(marker, "a {} of {}", "secret", 2);
		ILoggingEvent event = only();
		assertThat(event.getFormattedMessage()).isEqualTo("a [x] of 2");
		assertThat(event.getArgumentArray()).isNull();
		assertThat(event.getLevel()).isEqualTo(Level.WARN);
		assertThat(event.getLoggerName()).isEqualTo("covered.by.the.gate");
		assertThat(event.getMarkerList()).containsExactly(marker);
		assertThat(event.getMDCPropertyMap()).containsEntry("key", "value");
		assertThat(event.getCallerData()[0].getMethodName()).isEqualTo("logsALineWithoutSecretsInItsPlace");
	}

	@Test
	void leavesOtherLinesAlone() {
		open("covered");
		this.logger.warn("nothing of {}", "interest");
		assertThat(only().getArgumentArray()).containsExactly("interest");
	}

	@Test
	void respectsTheLevel() {
		open("covered");
		this.logger.debug("a secret");
		assertThat(this.captured.events).isEmpty();
	}

	@Test
	void leavesLoggersAloneThatAreNotCovered() {
		open("cover", "other");
		this.logger.warn("a secret");
		assertThat(only().getFormattedMessage()).isEqualTo("a secret");
	}

	@Test
	void coversAllLoggersIfToldSoExceptTheRecords() {
		open("ROOT");
		this.logger.warn("a secret");
		assertThat(only().getFormattedMessage()).isEqualTo("a [x]");
		assertThat(new CoveredLoggers(List.of("*")).include("context-trace.llm-call")).isFalse();
	}

	@Test
	void redactsAFailureWithItsCausesAndWhatItSuppressed() {
		open("covered");
		IllegalStateException failure = new IllegalStateException("outer",
				new IOException("inner secret", new IllegalArgumentException("plain")));
		failure.addSuppressed(new IllegalArgumentException("suppressed secret"));
		this.logger.error("failed", failure);
		String text = layout(only());
		assertThat(text).doesNotContain("secret")
			.contains("java.lang.IllegalStateException: outer")
			.contains("Caused by: java.io.IOException: inner [x]")
			.contains("Suppressed: java.lang.IllegalArgumentException: suppressed [x]")
			.contains("LogGateTests.java")
			.doesNotContain("RedactedThrowable");
		ThrowableProxy proxy = (ThrowableProxy) only().getThrowableProxy();
		assertThat(proxy.getClassName()).isEqualTo(IllegalStateException.class.getName());
		assertThat(proxy.getCause().getClassName()).isEqualTo(IOException.class.getName());
		assertThat(proxy.getSuppressed()[0].getClassName()).isEqualTo(IllegalArgumentException.class.getName());
		assertThat(proxy.getThrowable()).hasToString("java.lang.IllegalStateException: outer");
		assertThat(proxy.getThrowable().getCause()).hasMessage("inner [x]");
	}

	@Test
	void keepsAFailureWithoutSecrets() {
		open("covered");
		IllegalStateException failure = new IllegalStateException("plain");
		this.logger.error("secret {}", 1, failure);
		assertThat(((ThrowableProxy) only().getThrowableProxy()).getThrowable()).isSameAs(failure);
		assertThat(only().getFormattedMessage()).isEqualTo("[x] 1");
	}

	@Test
	void survivesAFailureThatCausesItself() {
		open("covered");
		IllegalStateException failure = new IllegalStateException("secret");
		IllegalStateException cause = new IllegalStateException("cause", failure);
		failure.initCause(cause);
		this.logger.error("failed", failure);
		assertThat(layout(only())).doesNotContain("secret").contains("CIRCULAR REFERENCE");
	}

	@Test
	void redactsTheFluentApi() {
		open("covered");
		this.logger.atWarn().setMessage("a {}").addArgument("secret").addKeyValue("key", "secret").log();
		assertThat(only().getFormattedMessage()).isEqualTo("a [x]");
		assertThat(only().getKeyValuePairs()).singleElement().hasToString("key=\"[x]\"");
	}

	@Test
	void redactsValuesThatAreNoTexts() {
		open("covered");
		this.logger.atWarn()
			.setMessage("a")
			.addKeyValue("list", List.of("secret"))
			.addKeyValue("number", 5)
			.addKeyValue("null", (Object) null)
			.log();
		assertThat(only().getKeyValuePairs()).extracting((pair) -> pair.value).containsExactly("[[x]]", 5, null);
	}

	@Test
	void failureOfTheRedactorIsLoggedWithoutTheTextThatItMayQuote() {
		Captured reports = new Captured();
		Logger barrier = this.context.getLogger("io.contexttrace.FaultBarrier");
		reports.start();
		barrier.addAppender(reports);
		try {
			this.opened.add(LogGate.open(List.of("covered"), new LeakGate((text) -> {
				throw new IllegalStateException(text);
			}), true));
			this.logger.warn("a secret");
			assertThat(reports.events).singleElement().satisfies((event) -> {
				assertThat(event.getFormattedMessage()).doesNotContain("secret");
				assertThat(event.getThrowableProxy()).isNull();
			});
		}
		finally {
			barrier.detachAppender(reports);
		}
	}

	@Test
	void putsTheSizeOfAPromptInItsPlace() {
		open("covered");
		this.logger.warn("No choices returned for prompt: " + "x".repeat(100));
		this.logger.warn("No content blocks returned for prompt: {}", "y".repeat(50));
		this.logger.error("Error parsing JSON value for key 'prompt_text': abc");
		assertThat(this.captured.events).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("No choices returned for prompt: (100 characters)",
					"No content blocks returned for prompt: (50 characters)",
					"Error parsing JSON value for key 'prompt_text': (3 characters)");
	}

	@Test
	void leavesAPromptWithoutItsSecretsWhereContentIsCaptured() {
		this.opened.add(LogGate.open(List.of("covered"), new LeakGate(REDACTOR), true));
		this.logger.warn("No choices returned for prompt: a secret");
		assertThat(only().getFormattedMessage()).isEqualTo("No choices returned for prompt: a [x]");
	}

	@Test
	void withholdsWhatCannotBeRedacted() {
		this.opened.add(LogGate.open(List.of("covered"), new LeakGate((text) -> {
			throw new IllegalStateException("broken");
		}), false));
		this.logger.warn("a secret");
		assertThat(only().getFormattedMessage()).isEqualTo(LeakGate.WITHHELD);
	}

	@Test
	void withholdsAFailureThatCannotBeRead() {
		open("covered");
		this.logger.warn("text", new RuntimeException() {

			@Override
			public String getMessage() {
				throw new IllegalStateException("unreadable");
			}

		});
		assertThat(only().getFormattedMessage()).isEqualTo(LeakGate.WITHHELD);
	}

	@Test
	void aRedactorThatLogsDoesNotRecurse() {
		this.opened.add(LogGate.open(List.of("covered"), new LeakGate((text) -> {
			this.logger.info("looking");
			return REDACTOR.redact(text);
		}), false));
		this.logger.warn("a secret");
		assertThat(this.captured.events).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("looking", "a [x]");
	}

	@Test
	void respectsOtherFilters() {
		open("covered");
		Denying denying = new Denying();
		this.context.addTurboFilter(denying);
		try {
			this.logger.warn("a secret");
			assertThat(this.captured.events).isEmpty();
		}
		finally {
			this.context.getTurboFilterList().remove(denying);
		}
	}

	@Test
	void twoGatesLogALineOnce() {
		open("covered");
		this.opened.add(LogGate.open(List.of("covered"),
				new LeakGate((text) -> new Redaction(text.replace("key", "[y]"), Map.of())), false));
		this.logger.warn("a secret key");
		assertThat(only().getFormattedMessage()).isEqualTo("a [x] [y]");
	}

	@Test
	void isPutBackAfterAReset() {
		open("covered");
		this.context.resetTurboFilterList();
		LogGate.reinstall();
		this.logger.warn("a secret");
		assertThat(only().getFormattedMessage()).isEqualTo("a [x]");
	}

	@Test
	void comesBackByItselfWhenLogbackReadsItsConfigurationAnew() {
		LoggerContext own = new LoggerContext();
		try (LogGate gate = LogGate.open(List.of("covered"), new LeakGate(REDACTOR), false)) {
			this.context.getCopyOfListenerList()
				.stream()
				.filter((listener) -> listener.getClass().getEnclosingClass() == LogGate.class)
				.forEach((listener) -> {
					this.context.resetTurboFilterList();
					assertThat(listener.isResetResistant()).isTrue();
					listener.onReset(own);
				});
			assertThat(this.context.getTurboFilterList()).anyMatch((filter) -> filter instanceof RedactingTurboFilter);
		}
	}

	private void open(String... loggers) {
		this.opened.add(LogGate.open(List.of(loggers), new LeakGate(REDACTOR), false));
	}

	private ILoggingEvent only() {
		assertThat(this.captured.events).hasSize(1);
		return this.captured.events.get(0);
	}

	private String layout(ILoggingEvent event) {
		PatternLayout layout = new PatternLayout();
		layout.setContext(this.context);
		layout.setPattern("%msg%n%ex");
		layout.start();
		return layout.doLayout(event);
	}

	private static final class Captured extends AppenderBase<ILoggingEvent> {

		private final List<ILoggingEvent> events = new ArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			event.prepareForDeferredProcessing();
			this.events.add(event);
		}

	}

	private static final class Denying extends TurboFilter {

		@Override
		public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] params,
				Throwable failure) {
			return FilterReply.DENY;
		}

	}

}
