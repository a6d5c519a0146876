package io.contexttrace.carrier.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Finds the record of a batch that a listener says has failed.
 */
final class FailedRecord {

	private FailedRecord() {
	}

	static @Nullable ConsumerRecord<?, ?> of(ConsumerRecords<?, ?> batch, Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BatchListenerFailedException failed) {
				return (failed.getRecord() != null) ? failed.getRecord() : at(batch, failed.getIndex());
			}
		}
		return null;
	}

	private static @Nullable ConsumerRecord<?, ?> at(ConsumerRecords<?, ?> batch, int index) {
		int position = 0;
		for (ConsumerRecord<?, ?> record : batch) {
			if (position++ == index) {
				return record;
			}
		}
		return null;
	}

}
