package io.contexttrace.docs;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.contexttrace.carrier.kafka.KafkaContexts;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;

/**
 * The examples of {@code docs/kafka.md}.
 */
final class KafkaExamples {

	private final KafkaContexts contexts;

	private final Consumer<String> orders;

	KafkaExamples(KafkaContexts contexts, Consumer<String> orders) {
		this.contexts = contexts;
		this.orders = orders;
	}

	@KafkaListener(topics = "orders", batch = "true")
	void receive(List<ConsumerRecord<String, String>> batch) {
		this.contexts.forEach(batch, (record) -> this.orders.accept(record.value()));
	}

	@KafkaListener(topics = "orders", batch = "true")
	void receive(List<String> batch, @Header(KafkaHeaders.BATCH_CONVERTED_HEADERS) List<Map<String, Object>> headers) {
		for (int i = 0; i < batch.size(); i++) {
			String order = batch.get(i);
			this.contexts.run(headers.get(i), () -> this.orders.accept(order));
		}
	}

}
