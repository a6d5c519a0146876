package io.contexttrace.autoconfigure;

import io.contexttrace.sink.OtlpEventSink;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OtlpEventContextAutoConfigurationTests {

	private static final String ON = "context-trace.records.otlp-event=true";

	private static final String WARNING = "Records do not leave as events";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RecordsContextAutoConfiguration.class, OtlpEventContextAutoConfiguration.class));

	private final ApplicationContextRunner loggingRunner = this.contextRunner.withConfiguration(AutoConfigurations
		.of(OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryLoggingAutoConfiguration.class));

	@Test
	void emitsNoEventsByDefault() {
		this.loggingRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OtlpEventSink.class));
	}

	@Test
	void emitsEventsIfToldSo(CapturedOutput output) {
		this.loggingRunner.withPropertyValues(ON)
			.withBean(LogRecordExporter.class, LogRecordExporter::composite)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(OtlpEventSink.class));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void emitsNoEventsWhenTracingIsOff() {
		this.loggingRunner.withPropertyValues(ON, "context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OtlpEventSink.class));
	}

	@Test
	void emitsNoEventsWhenNothingIsRecorded() {
		this.loggingRunner.withPropertyValues(ON, "context-trace.records.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OtlpEventSink.class));
	}

	@Test
	void emitsNoEventsWithoutOpenTelemetry() {
		this.contextRunner.withPropertyValues(ON)
			.withClassLoader(new FilteredClassLoader("io.opentelemetry"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OtlpEventSink.class));
	}

	@Test
	void warnsThatNobodyTakesTheEvents(CapturedOutput output) {
		this.loggingRunner.withPropertyValues(ON).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce(WARNING).contains("management.opentelemetry.logging.export.otlp.endpoint");
	}

	@Test
	void warnsThatThereIsNoLoggerProvider(CapturedOutput output) {
		this.contextRunner.withPropertyValues(ON)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(OtlpEventSink.class));
		assertThat(output).containsOnlyOnce(WARNING).contains("no LoggerProvider bean");
	}

	@Test
	void takesTheApplicationsLoggerProviderWithoutAWarning(CapturedOutput output) {
		this.contextRunner.withPropertyValues(ON)
			.withBean(LoggerProvider.class, LoggerProvider::noop)
			.run((context) -> assertThat(context).hasSingleBean(OtlpEventSink.class));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void givesWayToTheApplicationsSink() {
		this.loggingRunner.withPropertyValues(ON)
			.withUserConfiguration(OwnSink.class)
			.run((context) -> assertThat(context).hasSingleBean(OtlpEventSink.class).hasBean("ownSink"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSink {

		@Bean
		OtlpEventSink ownSink() {
			return new OtlpEventSink(LoggerProvider.noop());
		}

	}

}
