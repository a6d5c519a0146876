package io.contexttrace.hop.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.contexttrace.hop.HopApplication;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.RoutingKafkaTemplate;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates, factories and containers that the application makes itself, and that Spring
 * Kafka does not observe.
 */
class OwnKafkaBeansTests {

	private static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	private static HopApplication application;

	@BeforeAll
	static void start() {
		Broker.get()
			.addTopics("own", "own-dlt", "own-batch", "own-batch-dlt", "routed", "asked", "replies", "tx-in", "tx-out",
					"plain");
		application = HopApplication.start(OwnBeansApplication.class, Broker.properties());
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@AfterEach
	void threadsAreClean() {
		application.assertThreadsAreClean();
	}

	@Test
	void ownTemplateAndContainerFactoryCarryTheContext() {
		send("own", "own-context", "own-1");
		application.assertSeenUnder("own-1", "own-context");
	}

	@Test
	void unobservedListenerGetsASpanThatContinuesTheTrace() {
		ProducerRecord<String, String> record = new ProducerRecord<>("own", "own-traced");
		record.headers()
			.add("traceparent",
					"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(StandardCharsets.UTF_8));
		application.under("own-trace", () -> texts().send(record).join());
		application.assertSeenUnder("own-traced", "own-trace");
		SpanData span = span("kafka.consumer", "own-trace");
		assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
		assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
		assertThat(application.lines("own-traced").get(0).getMDCPropertyMap()).containsEntry("traceId",
				span.getTraceId());
	}

	@Test
	void containerThatIsABeanCarriesTheContext() {
		send("plain", "bare", "plain-1");
		application.assertSeenUnder("plain-1", "bare");
	}

	@Test
	void routingTemplateCarriesTheContext() {
		application.under("router",
				() -> application.bean(RoutingKafkaTemplate.class)
					.send("routed", "routed-1".getBytes(StandardCharsets.UTF_8))
					.join());
		application.assertSeenUnder("routed-1", "router");
	}

	@Test
	void requestAndReplyCarryTheContext() {
		application.under("asker", () -> {
			ConsumerRecord<String, String> reply = replying()
				.sendAndReceive(new ProducerRecord<>("asked", "asked-1"), Duration.ofSeconds(30))
				.join();
			assertThat(reply.value()).isEqualTo("asked-1-answer");
			assertThat(reply.headers().lastHeader("X-Context-Id").value())
				.isEqualTo("asker".getBytes(StandardCharsets.UTF_8));
		});
		application.assertSeenUnder("asked-1", "asker");
	}

	@Test
	void recordThatCannotBeReadKeepsTheContextOnTheDeadLetter() {
		send("own", "unreadable", "broken-1");
		application.assertSeenUnder("broken-1", "unreadable");
	}

	@Test
	void filteredRecordLeavesNothingBehind() {
		send("own", "filtered", "filtered-1");
		send("own", "after", "after-1");
		application.assertSeenUnder("after-1", "after");
		assertThat(application.lines("filtered-1")).isEmpty();
	}

	@Test
	void transactionThatIsRolledBackIsRepeatedUnderTheSameContext() {
		application.under("atomic", () -> texts().send("tx-in", "tx-1").join());
		application.assertSeenUnder("tx-1-out", "atomic");
		assertThat(application.sighting("tx-1", 2).all()).containsOnly("atomic");
		assertThat(application.lines("tx-1-out")).hasSize(1);
	}

	@Test
	@SuppressWarnings("unchecked")
	void templateInATransactionCarriesTheContext() {
		KafkaTemplate<String, String> template = application.context().getBean("inTransaction", KafkaTemplate.class);
		application.under("sender", () -> template
			.executeInTransaction((operations) -> operations.send("own", "sent-in-transaction").join()));
		application.assertSeenUnder("sent-in-transaction", "sender");
	}

	@Test
	void failedRecordOfABatchKeepsItsContext() {
		send("own-batch", "own-a", "own-batch-1");
		send("own-batch", "own-b", "own-batch-never");
		send("own-batch", "own-c", "own-batch-3");
		application.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("own-batch").start();
		application.assertSeenUnder("own-batch-never-letter", "own-b");
		application.assertSeenUnder("own-batch-1", "own-a");
		application.assertSeenUnder("own-batch-3", "own-c");
		assertThat(application.sighting("own-batch-never", 2).all()).containsOnly("own-b");
		assertThat(List.of(span("kafka.record", "own-a"), span("kafka.recovery", "own-b"))).hasSize(2);
	}

	private static SpanData span(String name, String contextId) {
		return application.spans()
			.await((span) -> span.getName().equals(name) && contextId.equals(span.getAttributes().get(CONTEXT_ID)));
	}

	private static void send(String topic, String contextId, String what) {
		application.under(contextId, () -> texts().send(topic, 0, "key", what).join());
	}

	@SuppressWarnings("unchecked")
	private static KafkaTemplate<String, String> texts() {
		return application.context().getBean("texts", KafkaTemplate.class);
	}

	@SuppressWarnings("unchecked")
	private static ReplyingKafkaTemplate<String, String, String> replying() {
		return application.bean(ReplyingKafkaTemplate.class);
	}

}
