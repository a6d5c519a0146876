package io.contexttrace.carrier.kafka;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.ReceivedTrace;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import io.contexttrace.propagation.WorkOrigin.Relation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Headers;

/**
 * Opens the work on records that a consumer has received. Safe for use by several
 * threads.
 */
public final class ReceivedRecords {

	private static final String RECORD = "kafka.record";

	private static final String RECOVERY = "kafka.recovery";

	/**
	 * More senders than this are not linked to the span of one batch.
	 */
	private static final int MAX_LINKS = 32;

	private final ContextCrossing crossing;

	private final RecordContexts records;

	private final BatchContexts batches;

	private final boolean spans;

	/**
	 * Create an instance.
	 * @param crossing opens the work
	 * @param records finds what records are for
	 * @param batches finds what batches are for
	 * @param spans whether work that Spring Kafka gives no span gets one here
	 */
	public ReceivedRecords(ContextCrossing crossing, RecordContexts records, BatchContexts batches, boolean spans) {
		this.crossing = crossing;
		this.records = records;
		this.batches = batches;
		this.spans = spans;
	}

	/**
	 * Open the work of a record listener.
	 * @param record what it is called with
	 * @param observed whether Spring Kafka makes a span for it
	 * @return the work
	 */
	ReceivedWork record(ConsumerRecord<?, ?> record, boolean observed) {
		ContextSnapshot received = this.records.received(record);
		return observed ? this.crossing.open(received, RecordContexts.CONSUMER)
				: open(received, RecordContexts.CONSUMER, origin(record.headers(), Relation.CHILD));
	}

	/**
	 * Open the work of a batch listener.
	 * @param batch what it is called with
	 * @return the work
	 */
	ReceivedWork batch(ConsumerRecords<?, ?> batch) {
		Headers first = batch.iterator().next().headers();
		ReceivedWork work = open(this.batches.received(batch), BatchContexts.BATCH, origin(first, Relation.LINK));
		if (this.spans) {
			link(batch, first);
		}
		return work;
	}

	/**
	 * Whether a record of a batch has a context other than the one of the batch.
	 * @param record the record
	 * @return {@code true} if it has one
	 */
	boolean isKnown(ConsumerRecord<?, ?> record) {
		return this.records.isKnown(record);
	}

	/**
	 * Open the work of an error handler on the one record of a batch that failed.
	 * @param record the record
	 * @return the work
	 */
	ReceivedWork recovery(ConsumerRecord<?, ?> record) {
		return open(this.records.received(record), RECOVERY, origin(record.headers(), Relation.CHILD));
	}

	/**
	 * Open the work on one record of a batch.
	 * @param record the record
	 * @return the work
	 */
	ReceivedWork one(ConsumerRecord<?, ?> record) {
		return open(this.records.received(record), RECORD, origin(record.headers(), Relation.LINK));
	}

	/**
	 * Open the work on one message of a batch.
	 * @param message the message's headers
	 * @return the work
	 */
	ReceivedWork one(Map<String, ?> message) {
		return open(this.records.received(message), RECORD,
				new WorkOrigin<>(message, KafkaHeaderFormat.MESSAGE_GETTER, Relation.LINK));
	}

	private <C> ReceivedWork open(ContextSnapshot received, String stepName, WorkOrigin<C> origin) {
		return this.spans ? this.crossing.open(received, stepName, origin) : this.crossing.open(received, stepName);
	}

	private static WorkOrigin<Headers> origin(Headers record, Relation relation) {
		return new WorkOrigin<>(record, KafkaHeaderFormat.GETTER, relation);
	}

	// the span is linked to the sender of the first record already
	private void link(ConsumerRecords<?, ?> batch, Headers first) {
		HeaderGetter<Headers> getter = KafkaHeaderFormat.GETTER;
		Set<ReceivedTrace> senders = new HashSet<>();
		for (ConsumerRecord<?, ?> record : batch) {
			ReceivedTrace sender = this.crossing.sender(record.headers(), getter);
			if (sender != null && senders.size() < MAX_LINKS && senders.add(sender) && record.headers() != first) {
				this.crossing.link(record.headers(), getter);
			}
		}
	}

}
