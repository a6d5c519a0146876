package io.contexttrace.hop.rabbit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.RabbitBroker;
import io.contexttrace.hop.Sighting;
import io.contexttrace.test.CapturedLogs;
import io.contexttrace.test.Needs;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.listener.ConditionalRejectingErrorHandler;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Templates and listeners with a real broker between them.
 */
@Needs(value = RabbitBroker.PROGRAM, debianPackage = RabbitBroker.DEBIAN_PACKAGE)
class RabbitHopTests {

	private static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	private static RabbitBroker broker;

	private static HopApplication application;

	@BeforeAll
	static void start() {
		broker = RabbitBroker.start();
		application = HopApplication.start(RabbitApplication.class, broker.property(),
				"spring.rabbitmq.template.reply-timeout=30s", "context-trace.trace.consume=xray,w3c",
				"context-trace.trace.produce=xray");
	}

	@AfterAll
	static void stop() {
		if (application != null) {
			application.close();
		}
		broker.close();
	}

	@Test
	void listenerWorksUnderTheSendersContextAndInItsTrace() {
		send("plain", "plain-1", "rabbit-plain");
		application.assertSeenUnder("plain-1", "rabbit-plain");
		application.assertThreadsAreClean();
		SpanData received = span("plain receive", "rabbit-plain");
		SpanData sent = span("/plain send", "rabbit-plain");
		assertThat(received.getParentSpanId()).isEqualTo(sent.getSpanId());
		SpanData call = application.spans()
			.await((span) -> span.getName().equals("http get")
					&& "rabbit-plain".equals(span.getAttributes().get(CONTEXT_ID)));
		assertThat(call.getTraceId()).isEqualTo(sent.getTraceId());
	}

	@Test
	void factoriesAndContainersOfTheApplicationsOwnAreHooked() {
		send("bare", "bare-1", "rabbit-bare");
		send("container", "container-1", "rabbit-container");
		application.assertSeenUnder("bare-1", "rabbit-bare");
		application.assertSeenUnder("container-1", "rabbit-container");
		SpanData sent = span("/bare send", "rabbit-bare");
		assertThat(span("rabbit.consumer", "rabbit-bare").getParentSpanId()).isEqualTo(sent.getSpanId());
	}

	@Test
	void consumersWorkUnderManyContextsAtOnce() {
		for (int i = 0; i < 12; i++) {
			send("many", "many-" + i, "rabbit-many-" + i);
		}
		for (int i = 0; i < 12; i++) {
			application.assertSeenUnder("many-" + i, "rabbit-many-" + i);
		}
		application.assertThreadsAreClean();
	}

	@Test
	void repliesCarryTheContext() {
		for (String queue : List.of("answered", "answered-later", "answered-by-mono")) {
			application.under("rabbit-" + queue, () -> {
				Message reply = template().sendAndReceive(queue, message(queue + "-1", Map.of()));
				assertThat(reply).as(queue).isNotNull();
				assertThat(header(reply, "X-Context-Id")).as(queue).isEqualTo("rabbit-" + queue);
			});
			application.assertSeenUnder(queue + "-1", "rabbit-" + queue);
		}
		application.under("rabbit-converted",
				() -> assertThat(template().convertSendAndReceive("answered", "converted")).isEqualTo("converted"));
		application.assertSeenUnder("converted", "rabbit-converted");
		send("passed-on", "sent", "rabbit-passed");
		application.assertSeenUnder("sent-passed", "rabbit-passed");
		application.assertThreadsAreClean();
	}

	@Test
	void deliveryAfterAFailureIsUnderTheSameContext() {
		send("requeued", "requeued-1", "rabbit-requeued");
		assertThat(application.sighting("requeued-1", 2).all()).containsOnly("rabbit-requeued");
	}

	@Test
	void attemptsAndDeadLettersKeepTheContext() {
		try (CapturedLogs errors = CapturedLogs.of(ConditionalRejectingErrorHandler.class.getName())) {
			for (String queue : List.of("rejected", "republished", "stateful")) {
				application.under("rabbit-" + queue, () -> template().send(queue, message(queue + "-1", Map.of())));
				application.assertSeenUnder(queue + "-1", "rabbit-" + queue);
				assertThat(application.lines("attempt-" + queue + "-1")).hasSize(2)
					.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId",
							"rabbit-" + queue));
			}
			assertThat(errors.all()).isNotEmpty()
				.allSatisfy((line) -> assertThat(line.getMDCPropertyMap().get("contextId")).startsWith("rabbit-"));
		}
		application.assertThreadsAreClean();
	}

	@Test
	void aMessageWithoutContextKeepsTheOneThatItIsGiven() {
		template().send("republished", message("orphan", Map.of()));
		Sighting parked = application.sighting("orphan");
		String given = parked.all().get(0);
		assertThat(given).isNotNull();
		assertThat(parked.all()).containsOnly(given);
		assertThat(application.lines("attempt-orphan")).hasSize(2)
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", given));
	}

	@Test
	void eachMessageOfABatchHasItsOwnContextTraceAndDeadLetter() {
		send("batch", "good-1", "rabbit-batch-a");
		send("batch", "good-2", "rabbit-batch-b");
		send("batch", "failing-3", "rabbit-batch-c");
		start("batch");
		for (Map.Entry<String, String> message : Map
			.of("good-1", "rabbit-batch-a", "good-2", "rabbit-batch-b", "failing-3", "rabbit-batch-c")
			.entrySet()) {
			// both attempts, and the dead letter
			assertThat(application.sighting("item-" + message.getKey(), 2).all()).hasSize(6)
				.containsOnly(message.getValue());
			application.assertSeenUnder(message.getKey(), message.getValue());
		}
		assertThat(application.lines("batch-of-3")).hasSize(2)
			.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextKind", "batch")
				.doesNotContainEntry("contextId", "rabbit-batch-a"));
		SpanData item = span("rabbit.message", "rabbit-batch-b");
		assertThat(item.getLinks()).extracting((link) -> link.getSpanContext().getSpanId())
			.containsExactly(span("/batch send", "rabbit-batch-b").getSpanId());
		SpanData batch = application.spans()
			.await((span) -> span.getName().equals("rabbit.batch")
					&& "batch".equals(span.getAttributes().get(AttributeKey.stringKey("context.kind"))));
		assertThat(batch.getLinks()).hasSize(3);
		application.assertThreadsAreClean();
	}

	@Test
	void aBatchForOneContextWorksUnderIt() {
		for (String text : List.of("common-1", "common-2", "common-3")) {
			send("common-batch", text, "rabbit-common");
		}
		start("common-batch");
		application.assertSeenUnder("common-batch", "rabbit-common");
		for (String text : List.of("common-1", "common-2", "common-3")) {
			Awaitility.await().untilAsserted(() -> assertThat(application.lines(text)).hasSize(1));
			assertThat(application.lines(text).get(0).getMDCPropertyMap()).containsEntry("contextId", "rabbit-common");
		}
	}

	@Test
	void hostileHeadersAreCountedAndTheMessageIsConsumedUnderANewContext() {
		Map<String, Object> hostile = new HashMap<>();
		hostile.put("crlf", "a\r\nX-Forged: 1");
		hostile.put("oversized", "a".repeat(6000));
		hostile.put("bytes", "id".getBytes(StandardCharsets.UTF_8));
		hostile.put("number", 5);
		hostile.put("map", Map.of("id", "a"));
		hostile.put("list", List.of("a", "b"));
		double before = rejected();
		hostile.forEach((name, value) -> template().send("plain",
				message("hostile-" + name, Map.of("X-Context-Id", value, "X-Context-Parent", "forged"))));
		hostile.forEach((name, value) -> {
			Sighting sighting = application.sighting("hostile-" + name);
			assertThat(sighting.all()).as(name).doesNotContainNull().containsOnly(sighting.all().get(0));
			assertThat(sighting.all()).as(name).doesNotContain("a", "id", "5");
		});
		assertThat(rejected() - before).isEqualTo(hostile.size());
	}

	@Test
	void hostileTraceHeadersDoNotStopTheObservation() {
		template().send("plain", message("no-trace", Map.of("traceparent", 5, "baggage", "a=" + "b".repeat(6000))));
		assertThat(application.sighting("no-trace").all()).doesNotContainNull();
	}

	@Test
	void aHeaderThatIsThereStays() {
		application.under("rabbit-sender",
				() -> template().send("plain", message("forwarded", Map.of("X-Context-Id", "rabbit-own"))));
		application.assertSeenUnder("forwarded", "rabbit-own");
	}

	private static void start(String listener) {
		application.bean(RabbitListenerEndpointRegistry.class).getListenerContainer(listener).start();
	}

	private static double rejected() {
		return application.bean(MeterRegistry.class)
			.find("context_trace.context.rejected")
			.tag("carrier", "rabbit.consumer")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static SpanData span(String name, String contextId) {
		return application.spans()
			.await((span) -> span.getName().equals(name) && contextId.equals(span.getAttributes().get(CONTEXT_ID)));
	}

	private static void send(String queue, String text, String contextId) {
		application.under(contextId, () -> template().convertAndSend(queue, text));
	}

	private static RabbitTemplate template() {
		return application.bean(RabbitTemplate.class);
	}

	private static String header(Message message, String name) {
		return message.getMessageProperties().getHeader(name);
	}

	private static Message message(String text, Map<String, Object> headers) {
		MessageProperties properties = new MessageProperties();
		properties.setMessageId(text);
		properties.setContentType(MessageProperties.CONTENT_TYPE_TEXT_PLAIN);
		headers.forEach(properties::setHeader);
		return new Message(text.getBytes(StandardCharsets.UTF_8), properties);
	}

}
