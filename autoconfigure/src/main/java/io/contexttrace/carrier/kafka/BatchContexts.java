package io.contexttrace.carrier.kafka;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.propagation.SharedContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the work on a batch is done for as a whole: the one context that all its
 * records are for, or else a context of its own, of the kind {@code batch}. Safe for use
 * by several threads.
 */
public final class BatchContexts {

	/**
	 * The step of a batch listener, and what listeners are told needed a new context.
	 */
	static final String BATCH = "kafka.batch";

	private static final String KIND = "batch";

	private final CurrentContext contexts;

	private final NewContexts newContexts;

	private final RecordContexts records;

	/**
	 * Create an instance.
	 * @param contexts makes the snapshots
	 * @param newContexts makes a context for records that are not all for the same one
	 * @param records finds what each record is for
	 */
	public BatchContexts(CurrentContext contexts, NewContexts newContexts, RecordContexts records) {
		this.contexts = contexts;
		this.newContexts = newContexts;
		this.records = records;
	}

	/**
	 * What the work on a batch holds.
	 * @param batch the records
	 * @return the snapshot, never without a context
	 */
	ContextSnapshot received(ConsumerRecords<?, ?> batch) {
		if (batch.count() == 1) {
			return this.records.received(batch.iterator().next());
		}
		BusinessContext common = common(batch);
		return this.contexts.snapshot((common != null) ? common : this.newContexts.issue(BATCH, KIND), null);
	}

	// looks at all of them, because what is refused is to be counted and taken off
	private @Nullable BusinessContext common(ConsumerRecords<?, ?> batch) {
		SharedContext shared = new SharedContext();
		for (ConsumerRecord<?, ?> record : batch) {
			shared.add(this.records.existing(record.headers()));
		}
		return shared.get();
	}

}
