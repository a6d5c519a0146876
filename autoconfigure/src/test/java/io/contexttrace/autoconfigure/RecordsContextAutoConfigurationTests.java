package io.contexttrace.autoconfigure;

import io.contexttrace.sink.LogSink;
import io.contexttrace.sink.RecordQueue;
import io.contexttrace.sink.ServiceIdentity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class RecordsContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, RecordsContextAutoConfiguration.class));

	@Test
	void recordsToTheLog() {
		this.contextRunner
			.run((context) -> assertThat(context).hasSingleBean(RecordQueue.class).hasSingleBean(LogSink.class));
	}

	@Test
	void namesTheService() {
		this.contextRunner
			.withPropertyValues("spring.application.name=shop", "spring.application.version=1.2",
					"context-trace.records.environment=test")
			.run((context) -> assertThat(context.getBean(ServiceIdentity.class))
				.isEqualTo(new ServiceIdentity("shop", "1.2", "test")));
	}

	@Test
	void recordsNothingIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.records.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RecordQueue.class));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RecordQueue.class));
	}

	@Test
	void keepsRecordsOutOfTheLogIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.records.log=false")
			.run((context) -> assertThat(context).hasSingleBean(RecordQueue.class).doesNotHaveBean(LogSink.class));
	}

	@Test
	void hasNoLogRecordWithoutJackson() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(JsonMapper.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RecordQueue.class)
				.doesNotHaveBean(LogSink.class));
	}

	@Test
	void givesWayToTheApplicationsLogSink() {
		this.contextRunner.withUserConfiguration(OwnSink.class)
			.run((context) -> assertThat(context).hasSingleBean(LogSink.class).hasBean("ownSink"));
	}

	@Test
	void refusesAQueueInWhichNothingCanWait() {
		this.contextRunner.withPropertyValues("context-trace.records.queue-capacity=0")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSink {

		@Bean
		LogSink ownSink() {
			return new LogSink(new ServiceIdentity("own", null, null));
		}

	}

}
