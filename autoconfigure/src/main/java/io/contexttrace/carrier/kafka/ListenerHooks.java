package io.contexttrace.carrier.kafka;

import io.contexttrace.propagation.ReceivedWork;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

import org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext;

/**
 * What the interceptors of listeners call.
 *
 * @param records opens the work
 * @param registry knows the observation that Spring Kafka has started, if it has
 */
public record ListenerHooks(ReceivedRecords records, ObservationRegistry registry) {

	ReceivedWork open(ConsumerRecord<?, ?> record, boolean observed) {
		Observation observation = this.registry.getCurrentObservation();
		if (observation != null && observation.getContext() instanceof KafkaRecordReceiverContext receiver) {
			ReceivedWork work = this.records.record(record, true);
			ListenerObservationHandler.hold(receiver, work.snapshot());
			return work;
		}
		return this.records.record(record, observed);
	}

	ReceivedWork open(ConsumerRecords<?, ?> batch) {
		return this.records.batch(batch);
	}

	boolean isKnown(ConsumerRecord<?, ?> record) {
		return this.records.isKnown(record);
	}

	ReceivedWork openRecovery(ConsumerRecord<?, ?> failed) {
		return this.records.recovery(failed);
	}

}
