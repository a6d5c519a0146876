package io.contexttrace.carrier.kafka;

import java.util.LinkedHashMap;
import java.util.Map;

import io.contexttrace.ContextSnapshot;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The latest contexts that records were given because they had none, so that a record
 * that is delivered again is worked at under the same one. Safe for use by several
 * threads.
 */
final class IssuedContexts {

	private static final int CAPACITY = 4096;

	private final Map<Position, ContextSnapshot> latest = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<Position, ContextSnapshot> eldest) {
			return size() > CAPACITY;
		}

	};

	synchronized @Nullable ContextSnapshot get(ConsumerRecord<?, ?> record) {
		return this.latest.get(Position.of(record));
	}

	synchronized void put(ConsumerRecord<?, ?> record, ContextSnapshot issued) {
		this.latest.put(Position.of(record), issued);
	}

	private record Position(String topic, int partition, long offset) {

		static Position of(ConsumerRecord<?, ?> record) {
			return new Position(record.topic(), record.partition(), record.offset());
		}

	}

}
