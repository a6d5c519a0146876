package io.contexttrace.docs;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.contexttrace.carrier.messaging.MessageContexts;
import reactor.core.publisher.Flux;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/**
 * The examples of {@code docs/messaging.md}.
 */
@Configuration(proxyBeanMethods = false)
class MessagingExamples {

	@Bean
	Consumer<Flux<Message<String>>> audit(MessageContexts contexts, AuditLog log) {
		return (messages) -> messages
			.doOnNext((message) -> contexts.run(message, () -> log.write(message.getPayload())))
			.subscribe();
	}

	@Bean
	Consumer<Message<List<String>>> orders(MessageContexts contexts, AuditLog log) {
		return (batch) -> {
			List<Map<String, Object>> headers = headers(batch);
			for (int i = 0; i < headers.size(); i++) {
				String order = batch.getPayload().get(i);
				contexts.run(headers.get(i), () -> log.write(order));
			}
		};
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> headers(Message<?> batch) {
		return (List<Map<String, Object>>) batch.getHeaders().get("kafka_batchConvertedHeaders");
	}

	interface AuditLog {

		void write(String line);

	}

}
