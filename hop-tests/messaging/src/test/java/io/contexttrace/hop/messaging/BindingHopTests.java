package io.contexttrace.hop.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.contexttrace.carrier.messaging.MessageContexts;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.stream.binder.test.EnableTestBinder;
import org.springframework.cloud.stream.binder.test.InputDestination;
import org.springframework.cloud.stream.binder.test.OutputDestination;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Through the bindings of Spring Cloud Stream: with its test binder, and over Kafka.
 */
class BindingHopTests {

	private static final String FUNCTIONS = "spring.cloud.function.definition=answer;batch;reactive";

	@Test
	void functionsCarryItThroughTheTestBinder() {
		try (HopApplication application = HopApplication.start(TestBinder.class, FUNCTIONS,
				"spring.cloud.stream.default-binder=integration",
				"spring.cloud.stream.bindings.answer-in-0.destination=questions",
				"spring.cloud.stream.bindings.answer-out-0.destination=answers",
				"spring.cloud.stream.bindings.reactive-in-0.destination=reactive")) {
			InputDestination input = application.bean(InputDestination.class);
			OutputDestination output = application.bean(OutputDestination.class);
			input.send(message("bound-1", "bound-a"), "questions");
			application.assertSeenUnder("bound-1", "bound-a");
			assertThat(output.receive(5000, "answers").getHeaders()).containsEntry("X-Context-Id", "bound-a");
			input.send(MessageBuilder.withPayload("bound-2".getBytes(StandardCharsets.UTF_8)).build(), "questions");
			String issued = application.sighting("bound-2").all().get(0);
			assertThat(issued).isNotNull();
			assertThat(output.receive(5000, "answers").getHeaders()).containsEntry("X-Context-Id", issued);
			application.under("bridge-a", () -> application.bean(StreamBridge.class).send("bridged", "bridge-1"));
			assertThat(output.receive(5000, "bridged").getHeaders()).containsEntry("X-Context-Id", "bridge-a");
			input.send(message("reactive-1", "reactive-a"), "reactive");
			application.assertSeenUnder("reactive-1", "reactive-a");
			application.assertThreadsAreClean();
		}
	}

	@Test
	void functionsCarryItOverKafka() {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, "questions", "answers", "batched");
		broker.afterPropertiesSet();
		try (HopApplication application = HopApplication.start(Application.class, FUNCTIONS,
				"spring.cloud.stream.default-binder=kafka",
				"spring.cloud.stream.kafka.binder.brokers=" + broker.getBrokersAsString(),
				"spring.cloud.stream.bindings.answer-in-0.destination=questions",
				"spring.cloud.stream.bindings.answer-in-0.group=g",
				"spring.cloud.stream.bindings.answer-out-0.destination=batched",
				"spring.cloud.stream.bindings.batch-in-0.destination=batched",
				"spring.cloud.stream.bindings.batch-in-0.group=g",
				"spring.cloud.stream.bindings.batch-in-0.consumer.batch-mode=true",
				"spring.cloud.stream.bindings.reactive-in-0.destination=reactive")) {
			StreamBridge bridge = application.bean(StreamBridge.class);
			application.under("kafka-a", () -> bridge.send("questions", "kafka-1"));
			application.under("kafka-b", () -> bridge.send("questions", "kafka-2"));
			application.assertSeenUnder("kafka-1", "kafka-a");
			application.assertSeenUnder("kafka-2", "kafka-b");
			application.assertSeenUnder("batched-kafka-1", "kafka-a");
			application.assertSeenUnder("batched-kafka-2", "kafka-b");
			application.assertThreadsAreClean();
		}
		finally {
			broker.destroy();
		}
	}

	private static Message<byte[]> message(String payload, String contextId) {
		return MessageBuilder.withPayload(payload.getBytes(StandardCharsets.UTF_8))
			.setHeader("X-Context-Id", contextId)
			.build();
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Function<String, String> answer(Witness witness) {
			return (question) -> {
				witness.work(question);
				return "batched-" + question;
			};
		}

		@Bean
		@SuppressWarnings("unchecked")
		Consumer<Message<List<String>>> batch(Witness witness, MessageContexts contexts) {
			return (messages) -> {
				List<Map<String, Object>> headers = messages.getHeaders()
					.get(KafkaHeaders.BATCH_CONVERTED_HEADERS, List.class);
				for (int i = 0; i < headers.size(); i++) {
					String payload = messages.getPayload().get(i);
					contexts.run(headers.get(i), () -> witness.work(payload));
				}
			};
		}

		@Bean
		Consumer<Flux<Message<String>>> reactive(Witness witness, MessageContexts contexts) {
			return (messages) -> messages.publishOn(Schedulers.boundedElastic())
				.doOnNext((message) -> contexts.run(message, () -> witness.work(message.getPayload())))
				.subscribe();
		}

	}

	/**
	 * The application with the test binder.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EnableTestBinder
	static class TestBinder extends Application {

	}

}
