package io.contexttrace.carrier.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessageHeaders;

/**
 * The headers of the messages that a binder has put into one, as the batch mode of Kafka
 * and RabbitMQ does.
 */
final class BatchedHeaders {

	private static final List<String> NAMES = List.of("kafka_batchConvertedHeaders", "amqp_batchedHeaders");

	private BatchedHeaders() {
	}

	/**
	 * Find the headers.
	 * @param headers the headers of the one message
	 * @return those of each message in it, none if it is no batch
	 */
	static List<Map<String, ?>> of(MessageHeaders headers) {
		List<Map<String, ?>> batch = new ArrayList<>();
		for (String name : NAMES) {
			if (headers.get(name) instanceof List<?> elements) {
				elements.forEach((element) -> add(element, batch));
			}
		}
		return batch;
	}

	@SuppressWarnings("unchecked")
	private static void add(@Nullable Object element, List<Map<String, ?>> batch) {
		if (element instanceof Map<?, ?> map) {
			batch.add((Map<String, ?>) map);
		}
	}

}
