package io.contexttrace.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.feedback.FeedbackRecordMaker;
import io.contexttrace.llm.feedback.FeedbackRecorder;
import io.contexttrace.llm.feedback.RecentCalls;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.metrics.FeedbackMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class FeedbackContextAutoConfigurationTests {

	private static final Feedback FEEDBACK = Feedback.onRequest("r-1", "user_rating").withScore(1).withComment("good");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				RecordsContextAutoConfiguration.class, FeedbackContextAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withBean(FeedbackSink.class);

	@Test
	void feedbackIsCountedAndReachesTheSinks() {
		this.contextRunner.withBean(Redactor.class, Redactor::none).run((context) -> {
			context.getBean(FeedbackRecorder.class).record(FEEDBACK);
			FeedbackRecord record = context.getBean(FeedbackSink.class).taken.poll(20, TimeUnit.SECONDS);
			assertThat(record).isNotNull();
			assertThat(record.feedback()).isEqualTo(FEEDBACK);
			assertThat(context.getBean(MeterRegistry.class).get("context_trace.evaluation.results").counter().count())
				.isEqualTo(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-trace.feedback.comments=false", "context-trace.feedback.comments=true" })
	void commentsAreLeftOutIfToldSoOrIfNobodyRedactsThem(String property) {
		ApplicationContextRunner runner = property.endsWith("false")
				? this.contextRunner.withBean(Redactor.class, Redactor::none) : this.contextRunner;
		runner.withPropertyValues(property).run((context) -> {
			context.getBean(FeedbackRecorder.class).record(FEEDBACK);
			FeedbackRecord record = context.getBean(FeedbackSink.class).taken.poll(20, TimeUnit.SECONDS);
			assertThat(record).isNotNull();
			assertThat(record.feedback().verdict()).isEqualTo(new Feedback.Verdict(1.0, null, null));
		});
	}

	@Test
	void feedbackIsCountedWhereNoRecordsAreKept() {
		this.contextRunner.withPropertyValues("context-trace.records.enabled=false").run((context) -> {
			context.getBean(FeedbackRecorder.class).record(FEEDBACK);
			assertThat(context.getBean(MeterRegistry.class).get("context_trace.evaluation.results").counter().count())
				.isEqualTo(1);
		});
	}

	@Test
	void metersCanBeOffAndMissing() {
		this.contextRunner.withPropertyValues("context-trace.metrics.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(FeedbackRecorder.class)
				.doesNotHaveBean(FeedbackMeters.class));
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, FeedbackContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasSingleBean(FeedbackRecorder.class)
				.doesNotHaveBean(FeedbackMeters.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-trace.feedback.enabled=false", "context-trace.enabled=false" })
	void backsOff(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FeedbackRecorder.class)
				.doesNotHaveBean(RecentCalls.class)
				.doesNotHaveBean(FeedbackMeters.class));
	}

	@ParameterizedTest
	@CsvSource({ "context-trace.feedback.remembered-calls,0", "context-trace.feedback.remember-for,-1s" })
	void invalidValueStopsTheStart(String property, String value) {
		this.contextRunner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining(property));
	}

	@Test
	void givesWayToTheApplicationsBeans() {
		RecentCalls recent = new RecentCalls(1, Duration.ZERO, InstantSource.system());
		this.contextRunner.withBean("own1", RecentCalls.class, () -> recent)
			.withBean("own2", FeedbackRecordMaker.class,
					() -> new FeedbackRecordMaker(Redactor.none(), UserPseudonyms.withRandomKey(), false))
			.withBean("own3", FeedbackRecorder.class, () -> new FeedbackRecorder(recent, List.of(), (given) -> {
			}))
			.withBean("own4", FeedbackMeters.class, () -> new FeedbackMeters(new SimpleMeterRegistry(), 1))
			.run((context) -> assertThat(context).hasSingleBean(RecentCalls.class)
				.hasSingleBean(FeedbackRecordMaker.class)
				.hasSingleBean(FeedbackRecorder.class)
				.hasSingleBean(FeedbackMeters.class));
	}

	/**
	 * Keeps the feedback that it is given.
	 */
	static class FeedbackSink implements LlmCallSink {

		final BlockingQueue<FeedbackRecord> taken = new LinkedBlockingQueue<>();

		@Override
		public String name() {
			return "test";
		}

		@Override
		public void accept(LlmRecord record) {
		}

		@Override
		public void accept(FeedbackRecord record) {
			this.taken.add(record);
		}

	}

}
