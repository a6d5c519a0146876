package io.contexttrace.autoconfigure;

import io.contexttrace.sink.OtlpEventSink;
import io.contexttrace.sink.RecordQueue;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration for records that leave as OpenTelemetry's events.
 */
@AutoConfiguration(after = RecordsContextAutoConfiguration.class,
		afterName = "org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration")
@ConditionalOnClass({ LoggerProvider.class, LogRecordExporter.class })
@ConditionalOnBean(RecordQueue.class)
@ConditionalOnBooleanProperty("context-trace.records.otlp-event")
@EnableConfigurationProperties(OtlpEventProperties.class)
public final class OtlpEventContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OtlpEventExport contextTraceOtlpEventExport(ListableBeanFactory beans) {
		return new OtlpEventExport(beans);
	}

	/**
	 * What needs somebody who takes the events.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(LoggerProvider.class)
	static class SinkConfiguration {

		@Bean
		@ConditionalOnMissingBean
		OtlpEventSink llmCallOtlpEventSink(LoggerProvider loggers) {
			return new OtlpEventSink(loggers);
		}

	}

}
