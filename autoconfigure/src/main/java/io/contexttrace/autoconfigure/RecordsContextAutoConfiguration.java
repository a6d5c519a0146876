package io.contexttrace.autoconfigure;

import java.util.Map;

import io.contexttrace.KeyProvider;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.FanOutSink;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.record.RecordMaker;
import io.contexttrace.llm.record.RecordRules;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.sink.LogSink;
import io.contexttrace.sink.RecordQueue;
import io.contexttrace.sink.ServiceIdentity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configuration for the way from a finished LLM call to the sinks that keep it.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, RedactionContextAutoConfiguration.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.records.enabled", matchIfMissing = true)
public final class RecordsContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ServiceIdentity contextTraceServiceIdentity(ConfigurableEnvironment environment, ContextTraceProperties properties,
			ObjectProvider<BuildProperties> build) {
		String version = environment.getProperty("spring.application.version");
		Map<String, String> variables = new OtelVariables(environment.getSystemEnvironment()).resourceAttributes();
		return new ServiceIdentity(
				first(environment.getProperty("spring.application.name"), variables.get("service.name")),
				first((version != null) ? version : version(build.getIfAvailable()), variables.get("service.version")),
				first(properties.records().environment(), variables.get("deployment.environment.name")));
	}

	@Bean
	@ConditionalOnMissingBean
	RecordRules llmRecordRules(ContextTraceProperties properties, ObjectProvider<RecordPolicy> policy,
			KeyProvider keys) {
		ContextTraceProperties.Content content = properties.content();
		return new RecordRules(content.capture(), policy.getIfAvailable(RecordPolicy::all),
				PropertyChecks.contentLimits(content), KeyChecks.encryption(content, keys));
	}

	@Bean
	@ConditionalOnMissingBean
	RecordMaker llmRecordMaker(RecordRules rules, ObjectProvider<Redactor> redactor, UserPseudonyms pseudonyms,
			ContextEvents events) {
		return new RecordMaker(rules, redactor.getIfAvailable(Redactor::none), pseudonyms, events.listener());
	}

	@Bean
	@ConditionalOnMissingBean
	RecordQueue llmCallQueue(RecordMaker maker, ObjectProvider<LlmCallSink> sinks, ContextEvents events,
			ContextTraceProperties properties) {
		return new RecordQueue(maker, new FanOutSink(sinks.orderedStream().toList(), events.listener()),
				events.listener(), PropertyChecks.queueLimits(properties.records()));
	}

	private static @Nullable String first(@Nullable String property, @Nullable String variable) {
		return (property != null) ? property : variable;
	}

	private static @Nullable String version(@Nullable BuildProperties build) {
		return (build != null) ? build.getVersion() : null;
	}

	/**
	 * What needs Jackson.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class LogConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnBooleanProperty(name = "context-trace.records.log", matchIfMissing = true)
		LogSink llmCallLogSink(ServiceIdentity service) {
			return new LogSink(service);
		}

	}

}
