package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.carrier.kafka.BatchContexts;
import io.contexttrace.carrier.kafka.KafkaContextPostProcessor;
import io.contexttrace.carrier.kafka.KafkaContexts;
import io.contexttrace.carrier.kafka.ListenerHooks;
import io.contexttrace.carrier.kafka.ListenerObservationHandler;
import io.contexttrace.carrier.kafka.ReceivedRecords;
import io.contexttrace.carrier.kafka.RecordContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.propagation.ContextCrossing;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that carries the context over Kafka.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.kafka.enabled", matchIfMissing = true)
@EnableConfigurationProperties(KafkaProperties.class)
public final class KafkaContextAutoConfiguration {

	private static final String SPANS = "spring.kafka.listener.observation-enabled";

	@Bean
	@ConditionalOnMissingBean
	RecordContexts kafkaRecordContexts(ContextReceiver receiver, ContextHeaders headers) {
		return new RecordContexts(receiver, headers);
	}

	@Bean
	@ConditionalOnMissingBean
	BatchContexts kafkaBatchContexts(CurrentContext contexts, NewContexts newContexts, RecordContexts records) {
		return new BatchContexts(contexts, newContexts, records);
	}

	@Bean
	@ConditionalOnMissingBean
	ReceivedRecords kafkaReceivedRecords(ContextCrossing crossing, RecordContexts records, BatchContexts batches,
			Environment environment) {
		return new ReceivedRecords(crossing, records, batches, environment.getProperty(SPANS, Boolean.class, false));
	}

	@Bean
	@ConditionalOnMissingBean
	KafkaContexts kafkaContexts(ReceivedRecords records) {
		return new KafkaContexts(records);
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerHooks kafkaListenerHooks(ReceivedRecords records, ObjectProvider<ObservationRegistry> registry) {
		return new ListenerHooks(records, registry.getIfAvailable(() -> ObservationRegistry.NOOP));
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerObservationHandler kafkaListenerObservationHandler() {
		return new ListenerObservationHandler();
	}

	@Bean
	@ConditionalOnMissingBean
	static KafkaContextPostProcessor kafkaContextPostProcessor(ObjectProvider<ContextCrossing> crossing,
			ObjectProvider<ListenerHooks> hooks) {
		return new KafkaContextPostProcessor(SingletonSupplier.of(crossing::getObject),
				SingletonSupplier.of(hooks::getObject));
	}

}
