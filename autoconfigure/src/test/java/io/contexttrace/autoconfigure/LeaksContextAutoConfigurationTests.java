package io.contexttrace.autoconfigure;

import java.util.List;

import ch.qos.logback.classic.LoggerContext;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.leak.LeakGate;
import io.contexttrace.leak.log.LogGate;
import io.contexttrace.leak.span.ContentObservationFilter;
import io.contexttrace.leak.span.SpanRedaction;
import io.contexttrace.llm.redact.Redactor;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanProcessors;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auto-configurations that close the ways out of frameworks.
 */
class LeaksContextAutoConfigurationTests {

	private static final String FILTER = "context-trace-redaction";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				SpanLeaksContextAutoConfiguration.class, LogLeaksContextAutoConfiguration.class));

	@Test
	void standsBeforeSpanProcessorsAndInTheLog() {
		SpanProcessors processors = SpanProcessors.of(SpanProcessor.composite());
		this.contextRunner.withBean(SpanProcessors.class, () -> processors).run((context) -> {
			assertThat(context).hasSingleBean(ContentObservationFilter.class)
				.hasSingleBean(SpanRedaction.class)
				.hasSingleBean(LogGate.class);
			assertThat(context.getBean(SpanProcessors.class)).isNotSameAs(processors);
			assertThat(isInTheLog()).isTrue();
		});
		assertThat(isInTheLog()).isFalse();
	}

	@Test
	void staysInTheLogWhenAnotherApplicationSetsItUpAnew() {
		this.contextRunner.run((context) -> {
			logback().resetTurboFilterList();
			new LogGateInitializer().initialize(new GenericApplicationContext());
			assertThat(isInTheLog()).isTrue();
		});
	}

	@ParameterizedTest
	@CsvSource({ "none,false,false", "metadata,false,false", "full,false,true", "full,true,false" })
	void contentStaysOnlyWhereItMayBeRead(String capture, boolean encryption, boolean stays) {
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=" + capture,
					"context-trace.content.encryption=" + encryption)
			.run((context) -> {
				Observation.Context observed = new Observation.Context()
					.addHighCardinalityKeyValue(KeyValue.of("db.vector.query.content", "a question"));
				context.getBean(ContentObservationFilter.class).map(observed);
				assertThat(observed.getHighCardinalityKeyValue("db.vector.query.content") != null).isEqualTo(stays);
			});
	}

	@Test
	void leavesSpansAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.redaction.spans=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContentObservationFilter.class)
				.doesNotHaveBean(SpanRedaction.class)
				.hasSingleBean(LogGate.class));
	}

	@Test
	void leavesTheLogAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.redaction.loggers=").run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(ContentObservationFilter.class);
			assertThat(isInTheLog()).isFalse();
		});
	}

	@Test
	void masterSwitchSwitchesThemOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContentObservationFilter.class)
				.doesNotHaveBean(LogGate.class));
	}

	@Test
	void backsOffWithoutObservations() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ObservationFilter.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("contentObservationFilter"));
	}

	@Test
	void backsOffWithoutOpenTelemetry() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SpanProcessor.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ContentObservationFilter.class)
				.doesNotHaveBean("contextSpanRedaction"));
	}

	@Test
	void backsOffWithoutLogback() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(LoggerContext.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("contextLogGate"));
	}

	@Test
	void givesWayToTheApplicationsBeans() {
		LeakGate gate = new LeakGate(Redactor.none());
		ContentObservationFilter filter = new ContentObservationFilter(gate, true, UserPseudonyms.withRandomKey());
		SpanRedaction redaction = new SpanRedaction(gate, true);
		LogGate logGate = LogGate.open(List.of(), gate, true);
		this.contextRunner.withBean("own1", ContentObservationFilter.class, () -> filter)
			.withBean("own2", SpanRedaction.class, () -> redaction)
			.withBean("own3", LogGate.class, () -> logGate)
			.run((context) -> {
				assertThat(context.getBean(ContentObservationFilter.class)).isSameAs(filter);
				assertThat(context.getBean(SpanRedaction.class)).isSameAs(redaction);
				assertThat(context.getBean(LogGate.class)).isSameAs(logGate);
			});
	}

	private static boolean isInTheLog() {
		return logback().getTurboFilterList().stream().anyMatch((filter) -> FILTER.equals(filter.getName()));
	}

	private static LoggerContext logback() {
		return (LoggerContext) LoggerFactory.getILoggerFactory();
	}

}
