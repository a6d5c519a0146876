package io.contexttrace.hop.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Sighting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Boot's template and listeners, as a user has them who drops the starter in.
 */
class KafkaHopTests {

	private static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	private static HopApplication application;

	@BeforeAll
	static void start() {
		application = HopApplication.start(KafkaApplication.class, Broker.properties());
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
	void recordListenerWorksUnderTheContextOfTheSender() {
		send("record", "first", "record-1");
		send("record", "second", "record-2");
		application.assertSeenUnder("record-1", "first");
		application.assertSeenUnder("record-2", "second");
		assertThat(kafka().intercepted).contains("record-1 under first", "record-2 under second");
	}

	@Test
	void spanOfTheListenerContinuesTheTraceAndBearsTheContext() {
		send("record", "traced", "record-traced");
		application.assertSeenUnder("record-traced", "traced");
		SpanData sent = span("record send", "traced");
		SpanData processed = span("record process", "traced");
		assertThat(processed.getParentSpanId()).isEqualTo(sent.getSpanId());
		assertThat(application.lines("record-traced").get(0).getMDCPropertyMap()).containsEntry("traceId",
				sent.getTraceId());
		assertThat(application.spans().all()).noneMatch((span) -> span.getName().equals("kafka.consumer"));
	}

	@Test
	void everyWayToSendCarriesTheContext() {
		KafkaTemplate<Object, Object> template = template();
		application.under("ways", () -> {
			template.send("record", "way-topic").join();
			template.send("record", "key", "way-key").join();
			template.send("record", 0, "key", "way-partition").join();
			template.send(new ProducerRecord<>("record", "way-record")).join();
			template.send(MessageBuilder.withPayload("way-message").setHeader(KafkaHeaders.TOPIC, "record").build())
				.join();
			template.execute((producer) -> producer.send(new ProducerRecord<>("record", "way-producer")));
		});
		for (String way : List.of("way-topic", "way-key", "way-partition", "way-record", "way-message",
				"way-producer")) {
			application.assertSeenUnder(way, "ways");
		}
	}

	@Test
	void headerThatIsThereStaysOnAForward() {
		ProducerRecord<Object, Object> forward = new ProducerRecord<>("record", "forwarded");
		header(forward, "X-Context-Id", "original");
		application.under("forwarder", () -> template().send(forward).join());
		application.assertSeenUnder("forwarded", "original");
		assertThat(forward.headers().lastHeader("X-Context-Kind")).isNull();
	}

	@Test
	void tombstoneIsConsumedUnderItsContext() {
		application.under("buried", () -> template().send("record", "key", null).join());
		application.assertSeenUnder("tombstone", "buried");
	}

	@Test
	void hostileHeadersAreConsumedUnderANewContextAndCounted() {
		ProducerRecord<Object, Object> bytes = new ProducerRecord<>("record", "hostile-bytes");
		bytes.headers().add("X-Context-Id", new byte[] { (byte) 0xc3, (byte) 0x28, (byte) 0xff });
		ProducerRecord<Object, Object> empty = new ProducerRecord<>("record", "hostile-empty");
		empty.headers().add("X-Context-Id", new byte[0]);
		ProducerRecord<Object, Object> missing = new ProducerRecord<>("record", "hostile-null");
		missing.headers().add("X-Context-Id", null);
		ProducerRecord<Object, Object> large = new ProducerRecord<>("record", "hostile-large");
		header(large, "X-Context-Id", "x".repeat(6000));
		ProducerRecord<Object, Object> injected = new ProducerRecord<>("record", "hostile-lines");
		header(injected, "X-Context-Id", "a\r\nforged: b");
		ProducerRecord<Object, Object> repeated = new ProducerRecord<>("record", "hostile-repeated");
		header(repeated, "X-Context-Id", "one");
		header(repeated, "X-Context-Id", "two");
		double before = rejected();
		List<ProducerRecord<Object, Object>> hostile = List.of(bytes, empty, missing, large, injected, repeated);
		hostile.forEach((record) -> template().send(record).join());
		Set<String> issued = new HashSet<>();
		for (ProducerRecord<Object, Object> record : hostile) {
			List<String> seen = application.sighting((String) record.value()).all();
			assertThat(new HashSet<>(seen)).as((String) record.value()).hasSize(1).allMatch(KafkaHopTests::isUuid);
			issued.addAll(seen);
		}
		assertThat(issued).hasSize(hostile.size());
		assertThat(rejected() - before).isEqualTo(hostile.size());
		assertThat(rejected("oversized")).isPositive();
		assertThat(rejected("repeated")).isPositive();
	}

	@Test
	void retryWorksUnderTheSameContext() {
		send("again", "patient", "again-1");
		Sighting sighting = application.sighting("again-1", 2);
		assertThat(sighting.lines()).hasSize(2);
		assertThat(sighting.all()).containsOnly("patient");
	}

	@Test
	void retryOfARecordWithoutAContextWorksUnderTheOneThatItWasGiven() {
		template().send("again", "again-new").join();
		Sighting sighting = application.sighting("again-new", 2);
		assertThat(new HashSet<>(sighting.all())).hasSize(1).allMatch(KafkaHopTests::isUuid);
	}

	@Test
	void deadLetterKeepsTheContext() {
		send("dead", "lost", "dead-1");
		application.assertSeenUnder("dead-1-letter", "lost");
		assertThat(application.sighting("dead-1", 2).all()).containsOnly("lost");
		assertThat(kafka().recovered).contains("dead-1 under lost");
		SpanData letter = span("dead-dlt send", "lost");
		assertThat(letter.getTraceId()).isEqualTo(span("dead send", "lost").getTraceId());
	}

	@Test
	void deadLetterOfARecordWithoutAContextKeepsTheOneThatItWasGiven() {
		ProducerRecord<Object, Object> record = new ProducerRecord<>("dead", "dead-new");
		header(record, "X-Context-Id", "not an id");
		template().send(record).join();
		Set<String> ids = new HashSet<>(application.sighting("dead-new-letter").all());
		ids.addAll(application.sighting("dead-new", 2).all());
		assertThat(ids).hasSize(1).allMatch(KafkaHopTests::isUuid);
	}

	@Test
	void retryTopicsKeepTheContext() {
		send("delayed", "delayed-context", "delayed-1");
		application.assertSeenUnder("delayed-1-letter", "delayed-context");
		Sighting sighting = application.sighting("delayed-1", 3);
		assertThat(sighting.lines()).hasSize(3);
		assertThat(sighting.all()).containsOnly("delayed-context");
	}

	@Test
	void answerOfAListenerThatAnswersLaterCarriesTheContext() {
		send("later", "asked", "later-1");
		application.assertSeenUnder("later-1", "asked");
		application.assertSeenUnder("later-1-answer", "asked");
	}

	@Test
	void listenerThatFailsLaterKeepsTheContextOnTheDeadLetter() {
		send("later-failing", "late", "later-failing-1");
		application.assertSeenUnder("later-failing-1-letter", "late");
		assertThat(kafka().recovered).contains("later-failing-1 under late");
	}

	@Test
	void listenerThatReturnsAMonoWorksUnderTheContext() {
		send("mono", "reactive", "mono-1");
		application.assertSeenUnder("mono-1", "reactive");
	}

	@Test
	void eachRecordOfABatchIsWorkedAtUnderItsOwnContext() {
		send("batch", "batch-a", "batch-work-a");
		send("batch", "batch-b", "batch-work-b");
		startListener("batch");
		application.assertSeenUnder("batch-work-a", "batch-a");
		application.assertSeenUnder("batch-work-b", "batch-b");
		Set<String> whole = new HashSet<>(application.sighting("batch-as-a-whole", 2).all());
		assertThat(whole).hasSize(1).allMatch(KafkaHopTests::isUuid);
		String batchId = whole.iterator().next();
		assertThat(application.lines("batch-as-a-whole").get(0).getMDCPropertyMap()).containsEntry("contextKind",
				"batch");
		assertThat(kafka().intercepted).contains("batch under " + batchId);
		SpanData sentA = span("batch send", "batch-a");
		SpanData sentB = span("batch send", "batch-b");
		assertThat(links(span("kafka.record", "batch-a"))).containsExactly(sentA.getSpanId());
		assertThat(links(span("kafka.record", "batch-b"))).containsExactly(sentB.getSpanId());
		assertThat(links(span("kafka.batch", batchId))).containsExactlyInAnyOrder(sentA.getSpanId(), sentB.getSpanId());
	}

	@Test
	void batchOfOneContextIsWorkedAtUnderIt() {
		send("batch-same", "same", "batch-same-1");
		send("batch-same", "same", "batch-same-2");
		startListener("batch-same");
		application.assertSeenUnder("batch-same-1", "same");
		application.assertSeenUnder("batch-same-2", "same");
	}

	@Test
	void retriedRecordOfABatchKeepsItsContext() {
		send("batch-retry", "retry-a", "batch-retry-1");
		send("batch-retry", "retry-b", "batch-retry-once");
		send("batch-retry", "retry-c", "batch-retry-3");
		startListener("batch-retry");
		assertThat(application.sighting("batch-retry-once", 2).all()).containsOnly("retry-b");
		application.assertSeenUnder("batch-retry-3", "retry-c");
		application.assertSeenUnder("batch-retry-1", "retry-a");
		assertThat(application.lines("batch-retry-1")).hasSize(1);
	}

	@Test
	void deadLetterOfABatchKeepsTheContextOfTheFailedRecord() {
		send("batch-dead", "alive-a", "batch-dead-1");
		send("batch-dead", "dead-b", "batch-dead-never");
		send("batch-dead", "alive-c", "batch-dead-3");
		startListener("batch-dead");
		application.assertSeenUnder("batch-dead-never-letter", "dead-b");
		application.assertSeenUnder("batch-dead-1", "alive-a");
		application.assertSeenUnder("batch-dead-3", "alive-c");
		assertThat(application.sighting("batch-dead-never", 2).all()).containsOnly("dead-b");
		assertThat(kafka().recovered).contains("batch-dead-never under dead-b");
		SpanData letter = span("batch-dead-dlt send", "dead-b");
		assertThat(letter.getTraceId()).isEqualTo(span("batch-dead send", "dead-b").getTraceId());
	}

	@Test
	void batchThatFailsAsAWholeIsRetriedUnderTheSameContexts() {
		send("batch-plain-failure", "whole-a", "whole-1");
		send("batch-plain-failure", "whole-b", "whole-2");
		startListener("batch-plain-failure");
		assertThat(application.sighting("whole-1", 2).all()).containsOnly("whole-a");
		assertThat(application.sighting("whole-2", 2).all()).containsOnly("whole-b");
	}

	@Test
	void hostileHeadersInABatchDisturbNobodyAndAreCountedOnce() {
		double before = rejected();
		ProducerRecord<Object, Object> hostile = new ProducerRecord<>("batch-hostile", "batch-hostile-1");
		header(hostile, "X-Context-Id", "\u0000");
		template().send(hostile).join();
		send("batch-hostile", "friendly", "batch-hostile-2");
		startListener("batch-hostile");
		application.sighting("batch-hostile-2", 2);
		assertThat(application.sighting("batch-hostile-2", 2).all()).containsOnly("friendly");
		assertThat(new HashSet<>(application.sighting("batch-hostile-1", 2).all())).hasSize(1)
			.allMatch(KafkaHopTests::isUuid);
		assertThat(rejected() - before).isEqualTo(1);
	}

	@Test
	void messagesAndPayloadsOfABatchAreWorkedAtUnderTheirOwnContexts() {
		for (String topic : List.of("batch-messages", "batch-headers")) {
			send(topic, topic + "-a", topic + "-1");
			send(topic, topic + "-b", topic + "-2");
			startListener(topic);
			application.assertSeenUnder(topic + "-1", topic + "-a");
			application.assertSeenUnder(topic + "-2", topic + "-b");
		}
	}

	private static boolean isUuid(String id) {
		return id.matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
	}

	@SuppressWarnings("unchecked")
	private static KafkaTemplate<Object, Object> template() {
		return application.bean(KafkaTemplate.class);
	}

	private static KafkaApplication kafka() {
		return application.bean(KafkaApplication.class);
	}

	private static void send(String topic, String contextId, String what) {
		application.under(contextId, () -> template().send(topic, 0, "key", what).join());
	}

	private static void header(ProducerRecord<?, ?> record, String name, String value) {
		record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
	}

	private static void startListener(String id) {
		application.bean(KafkaListenerEndpointRegistry.class).getListenerContainer(id).start();
	}

	private static SpanData span(String name, String contextId) {
		return application.spans()
			.await((span) -> span.getName().equals(name) && contextId.equals(span.getAttributes().get(CONTEXT_ID)));
	}

	private static List<String> links(SpanData span) {
		return span.getLinks().stream().map(LinkData::getSpanContext).map((sender) -> sender.getSpanId()).toList();
	}

	private static double rejected() {
		return application.bean(MeterRegistry.class)
			.find("context_trace.context.rejected")
			.tag("carrier", "kafka.consumer")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	private static double rejected(String reason) {
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> rejected() > 0);
		return application.bean(MeterRegistry.class)
			.find("context_trace.context.rejected")
			.tag("carrier", "kafka.consumer")
			.tag("reason", reason)
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

}
