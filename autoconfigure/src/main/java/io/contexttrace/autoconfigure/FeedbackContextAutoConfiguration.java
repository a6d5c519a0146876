package io.contexttrace.autoconfigure;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.FanOutSink;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.feedback.FeedbackListener;
import io.contexttrace.llm.feedback.FeedbackRecordMaker;
import io.contexttrace.llm.feedback.FeedbackRecorder;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.contexttrace.llm.feedback.RecentCalls;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.metrics.FeedbackMeters;
import io.contexttrace.sink.QueuedFeedback;
import io.contexttrace.sink.RecordQueue;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration for what users and evaluators think of answers: it is counted, and
 * goes to the sinks that keep the records of calls.
 */
@AutoConfiguration(after = RecordsContextAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.feedback.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FeedbackProperties.class)
public final class FeedbackContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RecentCalls recentLlmCalls(FeedbackProperties properties) {
		FeedbackProperties checked = FeedbackChecks.memory(properties);
		return new RecentCalls(checked.rememberedCalls(), checked.rememberFor(), InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	FeedbackRecordMaker feedbackRecordMaker(ObjectProvider<Redactor> redactor, UserPseudonyms pseudonyms,
			FeedbackProperties properties) {
		Redactor known = redactor.getIfAvailable();
		return new FeedbackRecordMaker((known != null) ? known : Redactor.none(), pseudonyms,
				properties.comments() && known != null);
	}

	@Bean
	@ConditionalOnMissingBean
	FeedbackRecorder feedbackRecorder(RecentCalls recent, ObjectProvider<FeedbackListener> listeners,
			ObjectProvider<RecordQueue> queue, FeedbackSinks sinks) {
		RecordQueue kept = queue.getIfAvailable();
		return new FeedbackRecorder(recent, listeners.orderedStream().toList(),
				(kept != null) ? sinks.behind(kept) : FeedbackContextAutoConfiguration::drop);
	}

	@Bean
	FeedbackSinks feedbackSinks(FeedbackRecordMaker maker, ObjectProvider<LlmCallSink> sinks, ContextEvents events) {
		return new FeedbackSinks(maker,
				SingletonSupplier.of(() -> new FanOutSink(sinks.orderedStream().toList(), events.listener())));
	}

	private static void drop(GivenFeedback given) {
		// no records are kept, only meters
	}

	/**
	 * The sinks, looked up when the first feedback comes: one of them may give feedback
	 * itself.
	 *
	 * @param maker makes the records
	 * @param sinks gives the sinks
	 */
	record FeedbackSinks(FeedbackRecordMaker maker, Supplier<? extends LlmCallSink> sinks) {

		Consumer<GivenFeedback> behind(RecordQueue queue) {
			return (given) -> queue.offer(new QueuedFeedback(given, this.maker, this.sinks.get()));
		}

	}

	/**
	 * What needs a registry of meters.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean(MeterRegistry.class)
	@ConditionalOnBooleanProperty(name = "context-trace.metrics.enabled", matchIfMissing = true)
	static class MetersConfiguration {

		@Bean
		@ConditionalOnMissingBean
		FeedbackMeters feedbackMeters(MeterRegistry registry, ContextTraceProperties properties) {
			return new FeedbackMeters(registry, PropertyChecks.meterLimits(properties.metrics()));
		}

	}

}
