package io.contexttrace.carrier.kafka;

import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchInterceptor;

/**
 * Lets the thread of a batch listener hold what the batch is for, from before the
 * application's own interceptor is called until the consumer polls again. If the listener
 * says which record failed, the error handler works under that record's context.
 *
 * @param <K> the type of the records' keys
 * @param <V> the type of the records' values
 */
final class ContextBatchInterceptor<K, V> implements BatchInterceptor<K, V> {

	private final Supplier<ListenerHooks> hooks;

	private final BatchInterceptor<K, V> delegate;

	private final OpenWork work = new OpenWork();

	/**
	 * Create an instance.
	 * @param hooks gives what opens the work, when the first batch is there
	 * @param delegate the application's own interceptor
	 */
	ContextBatchInterceptor(Supplier<ListenerHooks> hooks, @Nullable BatchInterceptor<K, V> delegate) {
		this.hooks = hooks;
		this.delegate = (delegate != null) ? delegate : (records, consumer) -> records;
	}

	@Override
	public @Nullable ConsumerRecords<K, V> intercept(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
		this.work.open(() -> this.hooks.get().open(records));
		return this.delegate.intercept(records, consumer);
	}

	@Override
	public void success(ConsumerRecords<K, V> records, Consumer<K, V> consumer) {
		this.work.succeeded();
		this.delegate.success(records, consumer);
	}

	@Override
	public void failure(ConsumerRecords<K, V> records, Exception exception, Consumer<K, V> consumer) {
		this.work.failed(exception);
		this.delegate.failure(records, exception, consumer);
		ConsumerRecord<?, ?> failed = FailedRecord.of(records, exception);
		if (failed != null && this.work.isOpen() && this.hooks.get().isKnown(failed)) {
			this.work.open(() -> this.hooks.get().openRecovery(failed));
		}
	}

	@Override
	public void setupThreadState(Consumer<?, ?> consumer) {
		this.delegate.setupThreadState(consumer);
	}

	@Override
	public void clearThreadState(Consumer<?, ?> consumer) {
		try {
			this.delegate.clearThreadState(consumer);
		}
		finally {
			this.work.close();
		}
	}

}
