package io.contexttrace.carrier.kafka;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.RecordInterceptor;

/**
 * Lets the thread of a record listener hold what the record is for, from before the
 * application's own interceptor is called until the error handler is done with the record
 * or its transaction has ended.
 *
 * @param <K> the type of the records' keys
 * @param <V> the type of the records' values
 */
final class ContextRecordInterceptor<K, V> implements RecordInterceptor<K, V> {

	private final Supplier<ListenerHooks> hooks;

	private final BooleanSupplier observed;

	private final RecordInterceptor<K, V> delegate;

	private final OpenWork work = new OpenWork();

	/**
	 * Create an instance.
	 * @param hooks gives what opens the work, when the first record is there
	 * @param observed whether Spring Kafka makes spans for the listener
	 * @param delegate the application's own interceptor
	 */
	ContextRecordInterceptor(Supplier<ListenerHooks> hooks, BooleanSupplier observed,
			@Nullable RecordInterceptor<K, V> delegate) {
		this.hooks = hooks;
		this.observed = observed;
		this.delegate = (delegate != null) ? delegate : (record, consumer) -> record;
	}

	@Override
	public @Nullable ConsumerRecord<K, V> intercept(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
		open(record);
		return this.delegate.intercept(record, consumer);
	}

	private void open(ConsumerRecord<K, V> record) {
		this.work.open(() -> this.hooks.get().open(record, this.observed.getAsBoolean()));
	}

	@Override
	public void success(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
		this.work.succeeded();
		this.delegate.success(record, consumer);
	}

	@Override
	public void failure(ConsumerRecord<K, V> record, Exception exception, Consumer<K, V> consumer) {
		if (!this.work.isOpen()) {
			// it could not be deserialized, and so nobody was asked to intercept it
			open(record);
		}
		this.work.failed(exception);
		this.delegate.failure(record, exception, consumer);
	}

	@Override
	public void afterRecord(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
		try {
			this.delegate.afterRecord(record, consumer);
		}
		finally {
			this.work.close();
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
