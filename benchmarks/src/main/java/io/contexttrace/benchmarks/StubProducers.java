package io.contexttrace.benchmarks;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerPostProcessor;

/**
 * Makes producers that acknowledge each record at once and send none.
 */
final class StubProducers extends DefaultKafkaProducerFactory<Object, Object> {

	private static final RecordMetadata SENT = new RecordMetadata(new TopicPartition("topic", 0), 0, 0, 0, 1, 1);

	private volatile ProducerRecord<?, ?> last = new ProducerRecord<>("none", "none");

	StubProducers(Map<String, Object> config) {
		super(config);
	}

	/**
	 * The latest record that was sent, as it arrived here.
	 * @return the record
	 */
	ProducerRecord<?, ?> last() {
		return this.last;
	}

	@Override
	@SuppressWarnings("unchecked")
	protected Producer<Object, Object> createRawProducer(Map<String, Object> config) {
		Producer<Object, Object> producer = (Producer<Object, Object>) Proxy.newProxyInstance(
				StubProducers.class.getClassLoader(), new Class<?>[] { Producer.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "send" -> send(arguments);
					case "metrics" -> Map.of();
					default -> null;
				});
		for (ProducerPostProcessor<Object, Object> postProcessor : getPostProcessors()) {
			producer = postProcessor.apply(producer);
		}
		return producer;
	}

	private Future<RecordMetadata> send(Object[] arguments) {
		this.last = (ProducerRecord<?, ?>) arguments[0];
		((Callback) arguments[1]).onCompletion(SENT, null);
		return CompletableFuture.completedFuture(SENT);
	}

}
