package io.contexttrace.autoconfigure;

import java.util.List;
import java.util.Map;

import io.contexttrace.KeyProvider;
import io.contexttrace.RecordingListener;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.RawContent;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.RecordingSink;
import io.contexttrace.llm.record.ContentDecryption;
import io.contexttrace.llm.record.ContentLimits;
import io.contexttrace.llm.record.RecordMaker;
import io.contexttrace.llm.record.RecordRules;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.sink.LogSink;
import io.contexttrace.sink.RecordQueue;
import io.contexttrace.sink.ServiceIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class RecordsContextAutoConfigurationTests {

	private static final String KEY = "context-trace.keys.content.values.k1=MDEyMzQ1Njc4OWFiY2RlZg==";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RedactionContextAutoConfiguration.class, RecordsContextAutoConfiguration.class));

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
	void findsTheServiceInOpenTelemetrysVariables() {
		this.contextRunner.withInitializer((context) -> context.setEnvironment(new StandardEnvironment() {

			@Override
			public Map<String, Object> getSystemEnvironment() {
				return Map.of("OTEL_SERVICE_NAME", "shop", "OTEL_RESOURCE_ATTRIBUTES",
						"service.version=1.2, deployment.environment.name=my%20test,broken,odd=%zz");
			}

		}))
			.run((context) -> assertThat(context.getBean(ServiceIdentity.class))
				.isEqualTo(new ServiceIdentity("shop", "1.2", "my test")));
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

	@Test
	void recordsAreRedactedCutAndEncrypted() {
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=full", "context-trace.content.max-text=20",
					"context-trace.content.max-record=30", "context-trace.content.encryption=true", KEY)
			.run((context) -> {
				LlmRecord record = record(context, "Write to jo@example.com, and then to everybody else");
				LlmContent clear = new ContentDecryption(context.getBean(KeyProvider.class)).decrypt("r",
						record.content());
				assertThat(record.content().encryption()).isEqualTo(new LlmContent.Encryption("AES-128-GCM", "k1"));
				assertThat(clear.input().get(0).text().value()).isEqualTo("Write to [EMAIL], an");
				assertThat(context.getBean(RecordRules.class).limits()).isEqualTo(new ContentLimits(20, 30));
			});
	}

	@Test
	void withoutRedactionTheTextStaysAsItIs() {
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=full", "context-trace.redaction.enabled=false")
			.run((context) -> assertThat(record(context, "to jo@example.com").content().input().get(0).text().value())
				.isEqualTo("to jo@example.com"));
	}

	@Test
	void applicationsRedactorAndPolicyAreAsked() {
		this.contextRunner.withPropertyValues("context-trace.content.capture=full")
			.withBean(Redactor.class, () -> (text) -> Redaction.untouched("***"))
			.run((context) -> assertThat(record(context, "hello").content().input().get(0).text().value())
				.isEqualTo("***"));
		this.contextRunner.withPropertyValues("context-trace.content.capture=full")
			.withBean(RecordPolicy.class, () -> (call) -> new Kept(false, "never"))
			.run((context) -> assertThat(record(context, "hello").kept()).isEqualTo(new Kept(false, "never")));
	}

	@Test
	void givesWayToTheApplicationsRulesAndMaker() {
		RecordRules rules = new RecordRules(ContentCapture.METADATA);
		this.contextRunner.withBean(RecordRules.class, () -> rules)
			.run((context) -> assertThat(context).getBean(RecordRules.class).isSameAs(rules));
		RecordMaker maker = new RecordMaker(rules, Redactor.none(), UserPseudonyms.withRandomKey(),
				new RecordingListener());
		this.contextRunner.withBean("own", RecordMaker.class, () -> maker)
			.run((context) -> assertThat(context).getBean(RecordMaker.class).isSameAs(maker));
	}

	@Test
	void encryptionWithoutAKeyStopsTheStart() {
		this.contextRunner.withPropertyValues("context-trace.content.encryption=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("context-trace.content.encryption")
				.hasMessageContaining("context-trace.keys.content.values")
				.hasMessageContaining("KeyProvider"));
	}

	@Test
	void keyOutOfReachAtTheStartLeavesContentsOutAndNotTheApplication() {
		this.contextRunner
			.withPropertyValues("context-trace.content.encryption=true", "context-trace.content.capture=full")
			.withBean(KeyProvider.class, UnreachableKeys::new)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				LlmRecord record = record(context, "hello");
				assertThat(record.kept()).isEqualTo(new Kept(false, "encryption_failed"));
				assertThat(record.content()).isNull();
			});
	}

	@Test
	void keyThatStaysInItsDeviceCannotBeUsedByTheJdkAndNothingLeavesInClear() {
		this.contextRunner
			.withPropertyValues("context-trace.content.encryption=true", "context-trace.content.capture=full")
			.withBean(KeyProvider.class, DeviceKeys::new)
			.run((context) -> assertThat(record(context, "hello").kept())
				.isEqualTo(new Kept(false, "encryption_failed")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "content.max-text=0", "content.max-record=0", "content.max-text=2000000000",
			"records.queue-content-size=-1B", "records.drain-timeout=-1s" })
	void refusesLimitsOutOfRange(String property) {
		this.contextRunner.withPropertyValues("context-trace." + property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("context-trace." + property.substring(0, property.indexOf('='))));
	}

	@Test
	void contentsThatDoNotFitAreLeftBehind() {
		RecordingSink sink = new RecordingSink();
		this.contextRunner
			.withPropertyValues("context-trace.content.capture=full", "context-trace.records.queue-content-size=0B")
			.withBean(RecordingListener.class)
			.withBean(LlmCallSink.class, () -> sink)
			.run((context) -> {
				context.getBean(RecordQueue.class).accept(call("hello"));
				context.getBean(RecordQueue.class).close();
				assertThat(context.getBean(RecordingListener.class).losses()).containsExactly("content queue_full 1");
				assertThat(sink.requestIds()).containsExactly("r");
			});
	}

	private static LlmRecord record(ApplicationContext context, String question) {
		return context.getBean(RecordMaker.class).record(call(question));
	}

	private static FinishedCall call(String question) {
		LlmContent content = new LlmContent(List.of(new LlmContent.Message("user", LlmContent.Text.of(question))),
				List.of());
		return new FinishedCall(LlmCallFixture.call("r", null), new Said(content));
	}

	private record Said(LlmContent content) implements RawContent {

		@Override
		public @Nullable String errorMessage() {
			return null;
		}

		@Override
		public long size() {
			return 10;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSink {

		@Bean
		LogSink ownSink() {
			return new LogSink(new ServiceIdentity("own", null, null));
		}

	}

}
