package io.contexttrace.carrier.kafka;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import io.contexttrace.propagation.ContextCrossing;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.ProducerPostProcessor;

/**
 * Puts a proxy in front of each producer that writes what the sending thread holds onto
 * what it sends. It is a proxy because each version of Kafka adds to the interface. Safe
 * for use by several threads.
 *
 * @param <K> the type of the records' keys
 * @param <V> the type of the records' values
 */
public final class ContextProducers<K, V> implements ProducerPostProcessor<K, V> {

	private final Supplier<ContextCrossing> crossing;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param crossing gives what writes the headers, when the first record is sent
	 */
	public ContextProducers(Supplier<ContextCrossing> crossing) {
		this.crossing = crossing;
	}

	@Override
	@SuppressWarnings("unchecked")
	public Producer<K, V> apply(Producer<K, V> producer) {
		return (Producer<K, V>) Proxy.newProxyInstance(Producer.class.getClassLoader(),
				new Class<?>[] { Producer.class }, new Sender(producer));
	}

	private final class Sender implements InvocationHandler {

		private final Producer<K, V> producer;

		Sender(Producer<K, V> producer) {
			this.producer = producer;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			if (arguments != null && arguments[0] instanceof ProducerRecord<?, ?> sent) {
				write(sent);
			}
			try {
				return method.invoke(this.producer, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

		private void write(ProducerRecord<?, ?> sent) {
			ContextProducers.this.barrier.run(ContextProducers.this, () -> ContextProducers.this.crossing.get()
				.send(sent.headers(), KafkaHeaderFormat.GETTER, KafkaHeaderFormat.SETTER));
		}

	}

}
