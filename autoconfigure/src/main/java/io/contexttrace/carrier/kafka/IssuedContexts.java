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

	/**
	 * Which record it is. Another cluster, or a topic that was made anew, has the same
	 * offsets, but hardly the same times and sizes there.
	 *
	 * @param topic the topic
	 * @param partition the partition
	 * @param offset the offset
	 * @param timestamp when it was sent or stored
	 * @param keySize the size of its key
	 * @param valueSize the size of its value
	 */
	private record Position(String topic, int partition, long offset, long timestamp, int keySize, int valueSize) {

		static Position of(ConsumerRecord<?, ?> record) {
			return new Position(record.topic(), record.partition(), record.offset(), record.timestamp(),
					record.serializedKeySize(), record.serializedValueSize());
		}

	}

}
