package io.contexttrace.hop.sqs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.awspring.cloud.sqs.listener.acknowledgement.BatchAcknowledgement;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.sqs.SqsContextInterceptor;
import io.contexttrace.carrier.sqs.SqsContexts;
import io.contexttrace.carrier.sqs.SqsListenerContexts;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From one application to another over queues.
 */
class SqsHopTests {

	private static final String TRACE_ID = "67891233abcdef012345678912345678";

	private static final String TRACE_HEADER = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";

	private static QueueServer queues;

	private static HopApplication application;

	@BeforeAll
	static void start() {
		queues = new QueueServer();
		List.of("orders", "forwards", "forwarded", "batches-dead", "retries-dead", "plain")
			.forEach(queues::createQueue);
		queues.createQueue("batches", queues.redrive("batches-dead", 2));
		queues.createQueue("retries", queues.redrive("retries-dead", 2));
		queues.createQueue("groups.fifo",
				Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
		application = HopApplication.start(Application.class, queues.properties());
	}

	@AfterAll
	static void stop() {
		application.close();
		queues.close();
	}

	@Test
	void templateAndListenerCarryTwoContextsAtOnce() {
		List<CompletableFuture<?>> sent = new ArrayList<>();
		application.under("template-a", () -> sent.add(template().sendAsync("orders", "template-1")));
		application.under("template-b", () -> sent.add(template().sendAsync("orders", "template-2")));
		sent.forEach(CompletableFuture::join);
		application.assertSeenUnder("template-1", "template-a");
		application.assertSeenUnder("template-2", "template-b");
		application.under("template-c", () -> template().sendMany("orders", List
			.of(MessageBuilder.withPayload("template-3").build(), MessageBuilder.withPayload("template-4").build())));
		application.assertSeenUnder("template-3", "template-c");
		application.assertSeenUnder("template-4", "template-c");
		application.assertThreadsAreClean();
	}

	@Test
	void clientsOfTheSdkCarryIt() {
		SqsContextInterceptor interceptor = application.bean(SqsContextInterceptor.class);
		try (SqsClient client = queues
			.client((builder) -> builder.overrideConfiguration((o) -> o.addExecutionInterceptor(interceptor)))) {
			application.under("sdk-a",
					() -> client.sendMessage((request) -> request.queueUrl(url("plain")).messageBody("sdk-1")));
			application.under("sdk-b", () -> client
				.sendMessageBatch((request) -> request.queueUrl(url("plain")).entries(entry("sdk-2"), entry("sdk-3"))));
			application.under("sdk-c",
					() -> application.bean(SqsAsyncClient.class)
						.sendMessage((request) -> request.queueUrl(url("plain")).messageBody("sdk-4"))
						.join());
			Awaitility.await().until(() -> receive(client) == 0 && application.lines("sdk-4").size() == 1);
		}
		application.assertSeenUnder("sdk-1", "sdk-a");
		application.assertSeenUnder("sdk-2", "sdk-b");
		application.assertSeenUnder("sdk-3", "sdk-b");
		application.assertSeenUnder("sdk-4", "sdk-c");
		application.assertThreadsAreClean();
	}

	private static int receive(SqsClient client) {
		SqsContexts contexts = application.bean(SqsContexts.class);
		var received = client.receiveMessage((request) -> request.queueUrl(url("plain")).maxNumberOfMessages(10))
			.messages();
		received.forEach((message) -> contexts.run(message, () -> {
			application.bean(Witness.class).work(message.body());
			client.deleteMessage((request) -> request.queueUrl(url("plain")).receiptHandle(message.receiptHandle()));
		}));
		return received.size();
	}

	@Test
	void eachMessageOfABatchHasItsOwnThroughRetryAndDeadLetter() {
		var container = application.bean(MessageListenerContainerRegistry.class).getContainerById("batches");
		container.stop();
		application.under("batch-a", () -> template().send("batches", "batch-1"));
		application.under("batch-b", () -> template().send("batches", "batch-2-fails"));
		queues.plain().sendMessage((request) -> request.queueUrl(url("batches")).messageBody("batch-3"));
		container.start();
		application.assertSeenUnder("batch-1", "batch-a");
		assertThat(application.sighting("batch-2-fails", 3).all()).containsOnly("batch-b");
		assertThat(application.sighting("batch-3").all().get(0)).isNotNull().isNotIn("batch-a", "batch-b");
		assertThat(Application.BATCHES.get(0)).isEqualTo(3);
		assertThat(application.lines("batch").get(0).getMDCPropertyMap()).containsEntry("contextKind", "batch");
		// what is delivered again is one message, and so the whole delivery is for one
		// context
		assertThat(application.lines("batch").get(1).getMDCPropertyMap()).containsEntry("contextId", "batch-b");
		application.assertThreadsAreClean();
	}

	@Test
	void retriesAndDeadLettersKeepIt() {
		application.under("retry-a", () -> template().send("retries", "retry-1"));
		assertThat(application.sighting("retry-1", 3).all()).containsOnly("retry-a");
		application.assertThreadsAreClean();
	}

	@Test
	void groupsOfAFifoQueueCarryIt() {
		for (int i = 1; i <= 4; i++) {
			String id = "fifo-" + (i % 2);
			String body = "group-" + i;
			application.under(id,
					() -> application.bean(SqsAsyncClient.class)
						.sendMessage(
								(request) -> request.queueUrl(url("groups.fifo")).messageGroupId(id).messageBody(body))
						.join());
		}
		for (int i = 1; i <= 4; i++) {
			application.assertSeenUnder("group-" + i, "fifo-" + (i % 2));
		}
		// the template learns of the queue on a thread of its own the first time
		template().send((to) -> to.queue("groups.fifo").payload("group-5").messageGroupId("g"));
		application.under("fifo-6",
				() -> template().send((to) -> to.queue("groups.fifo").payload("group-6").messageGroupId("g")));
		application.assertSeenUnder("group-6", "fifo-6");
		application.assertThreadsAreClean();
	}

	@Test
	void forwardedMessageKeepsItsHeader() {
		application.under("forward-a", () -> template().send("forwards", "forward-1"));
		application.assertSeenUnder("forward-1", "forward-a");
	}

	@Test
	void hostileAttributesAreConsumedUnderANewContext() {
		double before = rejected();
		sendPlain("hostile-1", Map.of("X-Context-Id", text("no id, but a sentence")));
		sendPlain("hostile-2", Map.of("X-Context-Id", text("x".repeat(4000))));
		sendPlain("hostile-3",
				Map.of("X-Context-Id",
						MessageAttributeValue.builder()
							.dataType("Binary")
							.binaryValue(SdkBytes.fromUtf8String("bytes"))
							.build()));
		sendPlain("hostile-4", Map.of("X-Context-Id", text("hostile-id"), "X-Context-Kind", text("no kind\u00e4")));
		for (int i = 1; i <= 3; i++) {
			assertThat(application.sighting("hostile-" + i).all()).doesNotContainNull()
				.allMatch((id) -> id.length() == 36);
		}
		application.assertSeenUnder("hostile-4", "hostile-id");
		assertThat(rejected() - before).isEqualTo(4);
		application.assertThreadsAreClean();
	}

	@Test
	void attributesBeyondTenAreLeftOutAndCounted() {
		double before = skipped("attributes");
		SqsAsyncClient client = application.bean(SqsAsyncClient.class);
		application.under("full-9", () -> client.sendMessage((request) -> full(request, "full-1", 9)).join());
		application.assertSeenUnder("full-1", "full-9");
		application.under("full-10", () -> client.sendMessage((request) -> full(request, "full-2", 10)).join());
		assertThat(application.sighting("full-2").all()).doesNotContainNull().doesNotContain("full-10");
		assertThat(skipped("attributes") - before).isEqualTo(3);
	}

	@Test
	void messageAtTheLimitOfSizeIsLeftAlone() {
		double before = skipped("size");
		String body = "z".repeat(256 * 1024);
		application.under("large",
				() -> application.bean(SqsAsyncClient.class)
					.sendMessage((request) -> request.queueUrl(url("forwarded")).messageBody(body))
					.join());
		assertThat(skipped("size") - before).isEqualTo(1);
	}

	@Test
	void attributesOfTheApplicationStay() {
		application.under("own",
				() -> application.bean(SqsAsyncClient.class)
					.sendMessage((request) -> request.queueUrl(url("orders"))
						.messageBody("own-1")
						.messageAttributes(Map.of("X-Context-Id", text("chosen"))))
					.join());
		application.assertSeenUnder("own-1", "chosen");
	}

	@Test
	void notificationInItsEnvelopeIsReadToo() {
		String quoted = "{\\\"MessageAttributes\\\":{\\\"X-Context-Id\\\":{\\\"Value\\\":\\\"forged\\\"}}}";
		String envelope = """
				{
				  "Type" : "Notification",
				  "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
				  "TopicArn" : "arn:aws:sns:us-west-2:123456789012:MyTopic",
				  "Message" : "%s",
				  "Timestamp" : "2012-05-02T00:54:06.655Z",
				  "MessageAttributes" : {
				    "X-Context-Id" : {"Type":"String","Value":"notified"},
				    "X-Context-Kind" : {"Type":"String","Value":"document"}
				  }
				}""".formatted(quoted);
		queues.plain().sendMessage((request) -> request.queueUrl(url("orders")).messageBody(envelope));
		application.assertSeenUnder("envelope", "notified");
		assertThat(application.lines("envelope").get(0).getMDCPropertyMap()).containsEntry("contextKind", "document");
	}

	@Test
	void consumersSpanIsBelowTheSenders() {
		ContextCrossing crossing = application.bean(ContextCrossing.class);
		application.under("span-a", () -> {
			try (ReceivedWork sender = crossing.open(CurrentContext.capture(), "span-sender",
					new WorkOrigin<>(Map.<String, String>of(), Map::get, WorkOrigin.Relation.CHILD))) {
				template().send("orders", "span-1");
			}
		});
		application.assertSeenUnder("span-1", "span-a");
		SpanData sender = application.spans().await((span) -> span.getName().equals("span-sender"));
		SpanData consumer = consumer("span-a");
		assertThat(consumer.getTraceId()).isEqualTo(sender.getTraceId());
		assertThat(consumer.getParentSpanId()).isEqualTo(sender.getSpanId());
	}

	@Test
	void traceOfAwsIsTheParent() {
		queues.plain()
			.sendMessage((request) -> request.queueUrl(url("orders"))
				.messageBody("aws-1")
				.messageAttributes(Map.of("X-Context-Id", text("aws-a")))
				.messageSystemAttributes(Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
						MessageSystemAttributeValue.builder().dataType("String").stringValue(TRACE_HEADER).build())));
		application.assertSeenUnder("aws-1", "aws-a");
		SpanData consumer = consumer("aws-a");
		assertThat(consumer.getTraceId()).isEqualTo(TRACE_ID);
		assertThat(consumer.getParentSpanId()).isEqualTo("53995c3f42cd8ad8");
		assertThat(application.lines("aws-1").get(0).getMDCPropertyMap()).containsEntry("xrayTraceId",
				"1-67891233-abcdef012345678912345678");
	}

	private static SpanData consumer(String contextId) {
		return application.spans()
			.await((span) -> span.getName().equals("sqs.consumer")
					&& contextId.equals(span.getAttributes().get(AttributeKey.stringKey("context.id"))));
	}

	private static SqsTemplate template() {
		return application.bean(SqsTemplate.class);
	}

	private static String url(String queue) {
		return queues.plain().getQueueUrl((request) -> request.queueName(queue)).queueUrl();
	}

	private static SendMessageBatchRequestEntry entry(String body) {
		return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
	}

	private static MessageAttributeValue text(String value) {
		return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
	}

	private static void sendPlain(String body, Map<String, MessageAttributeValue> attributes) {
		queues.plain()
			.sendMessage((request) -> request.queueUrl(url("orders")).messageBody(body).messageAttributes(attributes));
	}

	private static void full(SendMessageRequest.Builder request, String body, int attributes) {
		Map<String, MessageAttributeValue> own = new HashMap<>();
		for (int i = 0; i < attributes; i++) {
			own.put("own" + i, text("value"));
		}
		request.queueUrl(url("orders")).messageBody(body).messageAttributes(own);
	}

	private static double rejected() {
		return application.bean(MeterRegistry.class)
			.find("context_trace.context.rejected")
			.tag("carrier", "sqs.consumer")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static double skipped(String reason) {
		return application.bean(MeterRegistry.class)
			.find("context_trace.headers.skipped")
			.tag("carrier", "sqs.producer")
			.tag("reason", reason)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		static final List<Integer> BATCHES = new CopyOnWriteArrayList<>();

		@Bean
		Listeners listeners(Witness witness, SqsListenerContexts contexts, SqsTemplate template,
				CurrentContext current) {
			return new Listeners(witness, contexts, template, current);
		}

	}

	/**
	 * What listens in the application.
	 *
	 * @param witness does the work
	 * @param contexts works on one message of a batch
	 * @param template sends
	 * @param current opens another context
	 */
	record Listeners(Witness witness, SqsListenerContexts contexts, SqsTemplate template, CurrentContext current) {

		@SqsListener(queueNames = { "orders", "retries-dead", "batches-dead" })
		void orders(String body) {
			this.witness.work(body.startsWith("{") ? "envelope" : body);
		}

		@SqsListener("groups.fifo")
		void groups(String body) {
			this.witness.work(body);
		}

		@SqsListener("retries")
		void retries(String body) {
			this.witness.work(body);
			throw new IllegalStateException("of the application");
		}

		@SqsListener("forwards")
		void forwards(String body, @Header("X-Context-Id") String contextId) {
			try (CurrentContext.Scope scope = this.current
				.open(BusinessContext.of(new ContextId("other"), "session"))) {
				this.template.send("orders",
						MessageBuilder.withPayload(body).setHeader("X-Context-Id", contextId).build());
			}
		}

		@SqsListener(id = "batches", queueNames = "batches", pollTimeoutSeconds = "1", acknowledgementMode = "MANUAL")
		void batches(List<Message<String>> messages, BatchAcknowledgement<String> acknowledgement) {
			Application.BATCHES.add(messages.size());
			this.witness.log("batch");
			List<Message<String>> done = new ArrayList<>();
			for (Message<String> message : messages) {
				this.contexts.run(message, () -> work(message, done::add));
			}
			acknowledgement.acknowledge(done);
		}

		private void work(Message<String> message, Consumer<Message<String>> done) {
			this.witness.work(message.getPayload());
			if (!message.getPayload().endsWith("fails")) {
				done.accept(message);
			}
		}

	}

}
