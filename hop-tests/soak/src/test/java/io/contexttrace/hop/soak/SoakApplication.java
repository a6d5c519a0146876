package io.contexttrace.hop.soak;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.contexttrace.carrier.kafka.KafkaContexts;
import io.contexttrace.carrier.rabbit.RabbitContexts;
import io.contexttrace.test.HeldContexts;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.amqp.autoconfigure.SimpleRabbitListenerContainerFactoryConfigurer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * An application that listens to everything at once.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ SoakApplication.Listeners.class, SoakApplication.Controller.class })
class SoakApplication {

	static final String RECORDS = "soak.records";

	static final String RECORD_BATCHES = "soak.record-batches";

	static final String MESSAGES = "soak.messages";

	static final String MESSAGE_BATCHES = "soak.message-batches";

	private static final int PARTITIONS = 2;

	private static final int BATCH = 50;

	private static final long MANY_ATTEMPTS = 1000;

	@Bean
	Ledger ledger() {
		return new Ledger();
	}

	@Bean
	HeldContexts heldContexts() {
		return new HeldContexts();
	}

	@Bean
	NewTopic records() {
		return TopicBuilder.name(RECORDS).partitions(PARTITIONS).build();
	}

	@Bean
	NewTopic recordBatches() {
		return TopicBuilder.name(RECORD_BATCHES).partitions(PARTITIONS).build();
	}

	@Bean
	DefaultErrorHandler retries() {
		return new DefaultErrorHandler(new FixedBackOff(0, MANY_ATTEMPTS));
	}

	@Bean
	Queue messages() {
		return new Queue(MESSAGES, false);
	}

	@Bean
	Queue messageBatches() {
		return new Queue(MESSAGE_BATCHES, false);
	}

	@Bean
	SimpleRabbitListenerContainerFactory batches(SimpleRabbitListenerContainerFactoryConfigurer configurer,
			ConnectionFactory connections) {
		SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
		configurer.configure(factory, connections);
		factory.setBatchListener(true);
		factory.setConsumerBatchEnabled(true);
		factory.setBatchSize(BATCH);
		return factory;
	}

	/**
	 * What listens to the brokers.
	 */
	static class Listeners {

		private final Ledger ledger;

		private final KafkaContexts records;

		private final RabbitContexts messages;

		Listeners(Ledger ledger, KafkaContexts records, RabbitContexts messages) {
			this.ledger = ledger;
			this.records = records;
			this.messages = messages;
		}

		@KafkaListener(id = "records", topics = RECORDS, concurrency = "2")
		void record(String sentUnder) {
			this.ledger.work(RECORDS, sentUnder);
		}

		@KafkaListener(id = "record-batches", topics = RECORD_BATCHES, batch = "true", concurrency = "2")
		void records(List<ConsumerRecord<String, String>> batch) {
			this.records.forEach(batch, (record) -> this.ledger.work(RECORD_BATCHES, record.value()));
		}

		@RabbitListener(queues = MESSAGES, concurrency = "2")
		void message(String sentUnder) {
			this.ledger.work(MESSAGES, sentUnder);
		}

		// all of a batch are tried, because the batch comes again as a whole
		@RabbitListener(queues = MESSAGE_BATCHES, containerFactory = "batches")
		void messages(List<Message> batch) {
			int failed = 0;
			for (Message message : batch) {
				failed += isDone(message) ? 0 : 1;
			}
			if (failed > 0) {
				throw new IllegalStateException(failed + " messages failed");
			}
		}

		private boolean isDone(Message message) {
			try {
				String sentUnder = new String(message.getBody(), StandardCharsets.UTF_8);
				this.messages.run(message, () -> this.ledger.work(MESSAGE_BATCHES, sentUnder));
				return true;
			}
			catch (IllegalStateException ex) {
				return false;
			}
		}

	}

	/**
	 * What listens to HTTP.
	 */
	@RestController
	static class Controller {

		private final Ledger ledger;

		private final RestClient client;

		private final ChatClient chat;

		Controller(Ledger ledger, RestClient.Builder client, ChatClient.Builder chat,
				@Value("${hop.service.url}") String url) {
			this.ledger = ledger;
			this.client = client.baseUrl(url).build();
			this.chat = chat.build();
		}

		@GetMapping("/work")
		String work(@RequestParam String sentUnder) {
			this.ledger.see("request", sentUnder);
			this.client.get().uri("/" + sentUnder).retrieve().toBodilessEntity();
			return sentUnder;
		}

		@GetMapping(path = "/stream", produces = "text/event-stream")
		Flux<String> stream(@RequestParam String sentUnder) {
			return this.chat.prompt("[echo] a few words of an answer")
				.stream()
				.content()
				.doOnNext((chunk) -> this.ledger.see("chunk", sentUnder))
				.doOnComplete(() -> this.ledger.see("end of stream", sentUnder));
		}

	}

}
