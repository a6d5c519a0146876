package io.contexttrace.carrier.kafka;

import java.util.Map;
import java.util.stream.Stream;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the work on a record is done for. A context that is refused is taken off the
 * record, and one that is issued because none came is put onto it, in memory: whatever
 * happens to the record afterwards, such as its way to a dead-letter topic or another
 * delivery, happens under the same context. Safe for use by several threads.
 */
public final class RecordContexts {

	/**
	 * What listeners are told brought a context, and the step of a record listener.
	 */
	static final String CONSUMER = "kafka.consumer";

	private final ContextReceiver receiver;

	private final ContextHeaders headers;

	private final IssuedContexts issued = new IssuedContexts();

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param receiver reads contexts, and issues one where none came
	 * @param headers writes contexts
	 */
	public RecordContexts(ContextReceiver receiver, ContextHeaders headers) {
		this.receiver = receiver;
		this.headers = headers;
	}

	/**
	 * What a record says that it is for.
	 * @param record the headers of the record
	 * @return what the work on it holds, or {@code null} if it brings no context that can
	 * be accepted
	 */
	@Nullable ContextSnapshot existing(Headers record) {
		ContextSnapshot received = this.receiver.receiveExisting(record, KafkaHeaderFormat.GETTER, CONSUMER);
		if (received == null && record.lastHeader(this.headers.names().id()) != null) {
			this.barrier.run(this, () -> remove(record));
		}
		return received;
	}

	/**
	 * Whether a record that was looked at before has a context, of its own or given.
	 * @param record the record
	 * @return {@code true} if it has one
	 */
	boolean isKnown(ConsumerRecord<?, ?> record) {
		return record.headers().lastHeader(this.headers.names().id()) != null;
	}

	/**
	 * What the work on a record holds.
	 * @param record the record
	 * @return the snapshot, never without a context
	 */
	ContextSnapshot received(ConsumerRecord<?, ?> record) {
		ContextSnapshot existing = existing(record.headers());
		if (existing != null) {
			return existing;
		}
		ContextSnapshot issued = issued(record);
		this.barrier.run(this, () -> this.headers.writeMissing(issued, record.headers(), KafkaHeaderFormat.GETTER,
				KafkaHeaderFormat.SETTER));
		return issued;
	}

	private ContextSnapshot issued(ConsumerRecord<?, ?> record) {
		ContextSnapshot before = this.issued.get(record);
		if (before != null) {
			return before;
		}
		ContextSnapshot issued = this.receiver.receive(record.headers(), KafkaHeaderFormat.GETTER, CONSUMER);
		this.issued.put(record, issued);
		return issued;
	}

	/**
	 * What the work on a message holds that was made of a record.
	 * @param message the message's headers
	 * @return the snapshot, never without a context
	 */
	ContextSnapshot received(Map<String, ?> message) {
		return this.receiver.receive(message, KafkaHeaderFormat.MESSAGE_GETTER, CONSUMER);
	}

	private void remove(Headers record) {
		HeaderNames names = this.headers.names();
		Stream.of(names.id(), names.kind(), names.parent(), names.user(), names.prompt()).forEach(record::remove);
	}

}
