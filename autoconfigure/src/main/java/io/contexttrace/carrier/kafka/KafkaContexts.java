package io.contexttrace.carrier.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.messaging.Message;

/**
 * Does the work on one record of a batch under what that record is for. In a batch
 * listener each record may be for another context, and only the listener knows which one
 * it is working at. Each piece of work is a step {@code kafka.record}, and if listeners
 * have spans, a trace of its own with a link to the sender. What the work throws passes
 * unchanged. Safe for use by several threads.
 */
public final class KafkaContexts {

	private final ReceivedRecords records;

	/**
	 * Create an instance.
	 * @param records opens the work
	 */
	public KafkaContexts(ReceivedRecords records) {
		this.records = records;
	}

	/**
	 * Work at a record.
	 * @param record the record
	 * @param action the work
	 */
	public void run(ConsumerRecord<?, ?> record, Runnable action) {
		this.records.one(record).run(action);
	}

	/**
	 * Work at a message.
	 * @param message the message
	 * @param action the work
	 */
	public void run(Message<?> message, Runnable action) {
		run(message.getHeaders(), action);
	}

	/**
	 * Work at a payload whose headers came beside it, as in
	 * {@code KafkaHeaders.BATCH_CONVERTED_HEADERS}.
	 * @param headers the headers of the payload
	 * @param action the work
	 */
	public void run(Map<String, ?> headers, Runnable action) {
		this.records.one(headers).run(action);
	}

	/**
	 * Work at a record and return a result.
	 * @param <T> the type of the result
	 * @param record the record
	 * @param action the work
	 * @return what the work returned
	 * @throws Exception what the work threw
	 */
	public <T> T call(ConsumerRecord<?, ?> record, Callable<T> action) throws Exception {
		return this.records.one(record).during(action::call);
	}

	/**
	 * Work at each record of a batch, one after the other. The first failure ends it, and
	 * is thrown so that Spring Kafka knows which record failed: it commits those before,
	 * and gives this one to the error handler.
	 * @param <K> the type of the records' keys
	 * @param <V> the type of the records' values
	 * @param batch the records
	 * @param action the work on each of them
	 * @throws BatchListenerFailedException if the work on a record fails
	 */
	public <K, V> void forEach(List<ConsumerRecord<K, V>> batch, Consumer<ConsumerRecord<K, V>> action) {
		for (ConsumerRecord<K, V> record : batch) {
			try {
				run(record, () -> action.accept(record));
			}
			catch (BatchListenerFailedException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				throw new BatchListenerFailedException("The work on a record failed", ex, record);
			}
		}
	}

}
