package io.contexttrace.lambda;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.Rejection;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class HydrationTests {

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String OTHER_ROOT = "1-67891234-abcdef012345678912345678";

	private static final String TRACE = "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1";

	private static final String OTHER_TRACE = "Root=" + OTHER_ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0";

	private final Map<String, String> environment = new HashMap<>();

	private final List<Rejection> rejections = new ArrayList<>();

	private final List<String> issued = new ArrayList<>();

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private PayloadPath path = PayloadPath.NONE;

	private final Logger logger = (Logger) LoggerFactory.getLogger("context-trace.lambda");

	private final ContextListener listener = new ContextListener() {

		@Override
		public void rejected(Rejection rejection) {
			HydrationTests.this.rejections.add(rejection);
		}

		@Override
		public void issued(BusinessContext context, String source) {
			HydrationTests.this.issued.add(source);
		}

	};

	@BeforeEach
	void setUp() {
		this.lines.start();
		this.logger.addAppender(this.lines);
		this.logger.setLevel(Level.DEBUG);
	}

	@AfterEach
	void tearDown() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
		System.clearProperty(XRayTraceHeader.RUNTIME_PROPERTY);
		CurrentContext.restore(ContextSnapshot.empty());
	}

	@Test
	void theRuntimesTraceComesFirstInItsOwnOrder() {
		GivenContext runtime = new GivenContext().trace(trace(2)).custom("trace_id", trace(4));
		Map<String, ?> event = Map.of("headers", Map.of("X-Amzn-Trace-Id", trace(5)));
		this.environment.put("_X_AMZN_TRACE_ID", trace(3));
		System.setProperty(XRayTraceHeader.RUNTIME_PROPERTY, trace(1));
		assertThat(root(event, runtime)).isEqualTo(root(1));
		System.setProperty(XRayTraceHeader.RUNTIME_PROPERTY, "Self=" + root(1));
		assertThat(root(event, runtime)).isEqualTo(root(2));
		runtime.trace("Parent=53995c3f42cd8ad8;Sampled=1");
		assertThat(root(event, runtime)).isEqualTo(root(3));
		this.environment.clear();
		assertThat(root(event, runtime)).isEqualTo(root(4));
		assertThat(root(event, new GivenContext())).isEqualTo(root(5));
	}

	@Test
	void contextAndTraceComeFromDifferentPlaces() {
		GivenContext runtime = new GivenContext().trace(TRACE)
			.custom("context_id", "case-1")
			.custom("trace_id", OTHER_TRACE);
		ContextSnapshot found = find(Map.of("headers", Map.of("X-Context-Id", "case-2")), runtime).snapshot();
		assertThat(found.context().id().value()).isEqualTo("case-1");
		assertThat(found.trace().xrayTraceId()).isEqualTo(ROOT);
	}

	@Test
	void theClientContextHasAllOfTheContext() {
		GivenContext runtime = new GivenContext().custom("context_id", "case-1")
			.custom("context_kind", "document")
			.custom("context_parent", "batch-1")
			.custom("context_user", "u1")
			.custom("trace_id", TRACE);
		ContextSnapshot found = find(Map.of(), runtime).snapshot();
		assertThat(found.context()).isEqualTo(
				new BusinessContext(new ContextId("case-1"), "document", new ContextId("batch-1"), "u1", Map.of()));
		assertThat(found.trace().xrayTraceId()).isEqualTo(ROOT);
		assertThat(this.issued).isEmpty();
	}

	@Test
	void whatIsRefusedInOnePlaceIsLookedForInTheNext() {
		GivenContext runtime = new GivenContext().custom("context_id", "a b");
		assertThat(id(Map.of("headers", Map.of("x-context-id", "case-2")), runtime)).isEqualTo("case-2");
		assertThat(this.rejections).extracting(Rejection::carrier).containsOnly("lambda.function");
		assertThat(this.rejections).extracting(Rejection::reason).containsExactly(Rejection.Reason.MALFORMED);
	}

	@Test
	void anEventIsNotLookedAtIfNothingIsMissing() {
		GivenContext runtime = new GivenContext().trace(TRACE).custom("context_id", "case-1");
		hydration().invocation(() -> {
			throw new IllegalStateException();
		}, runtime);
		assertThat(this.lines.list).isEmpty();
	}

	@Test
	void headersOfEveryHttpEventAreRead() {
		Map<String, String> headers = Map.of("x-context-id", "case-1", "x-amzn-trace-id", TRACE);
		Map<String, List<String>> all = Map.of("x-context-id", List.of("case-1"), "x-amzn-trace-id", List.of(TRACE));
		ApplicationLoadBalancerRequestEvent balancer = new ApplicationLoadBalancerRequestEvent();
		balancer.setMultiValueHeaders(all);
		ApplicationLoadBalancerRequestEvent singles = new ApplicationLoadBalancerRequestEvent();
		singles.setHeaders(headers);
		String json = "{\"multiValueHeaders\":{\"X-Context-Id\":[\"case-1\"],\"X-Amzn-Trace-Id\":[\"" + TRACE + "\"]}}";
		List<Object> events = List.of(Map.of("headers", headers), Map.of("multiValueHeaders", all),
				"{\"version\":\"2.0\",\"headers\":{\"x-context-id\":\"case-1\",\"x-amzn-trace-id\":\"" + TRACE
						+ "\"},\"body\":\"{}\"}",
				json.getBytes(StandardCharsets.UTF_8), APIGatewayV2HTTPEvent.builder().withHeaders(headers).build(),
				new APIGatewayProxyRequestEvent().withHeaders(headers),
				new APIGatewayProxyRequestEvent().withMultiValueHeaders(all), balancer, singles);
		for (Object event : events) {
			assertThat(id(event, new GivenContext())).isEqualTo("case-1");
			assertThat(root(event, new GivenContext())).isEqualTo(ROOT);
		}
	}

	@Test
	void aRepeatedHeaderIsRefused() {
		assertThat(id(Map.of("multiValueHeaders", Map.of("X-Context-Id", List.of("a", "b"))), new GivenContext()))
			.isNotIn("a", "b");
		assertThat(this.rejections).extracting(Rejection::reason).containsExactly(Rejection.Reason.REPEATED);
	}

	@Test
	void aRepeatedTraceparentIsNone() {
		String first = "00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01";
		String second = "00-67891234abcdef012345678912345678-53995c3f42cd8ad8-01";
		assertThat(root(Map.of("multiValueHeaders", Map.of("traceparent", List.of(first))), null)).isEqualTo(ROOT);
		assertThat(find(Map.of("multiValueHeaders", Map.of("traceparent", List.of(first, second))), null).snapshot()
			.trace()).isNull();
	}

	@Test
	void aSingleRecordSaysForWhomTheInvocationIs() {
		List<Object> events = List.of(sqs(message("case-1")), Map.of("Records", List.of(messageMap("case-1"))),
				"{\"Records\":[{\"messageAttributes\":{\"X-Context-Id\":{\"stringValue\":\"case-1\"}},"
						+ "\"attributes\":{\"AWSTraceHeader\":\"" + TRACE + "\"},\"body\":\"text\"}]}");
		for (Object event : events) {
			assertThat(id(event, new GivenContext())).isEqualTo("case-1");
			assertThat(root(event, new GivenContext())).isEqualTo(ROOT);
		}
		assertThat(id(sns("case-1"), new GivenContext())).isEqualTo("case-1");
		assertThat(
				id("{\"Records\":[{\"Sns\":{\"MessageAttributes\":{\"X-Context-Id\":{\"Value\":\"case-1\"}}}}]}", null))
			.isEqualTo("case-1");
	}

	@Test
	void aNotificationInAQueueHasItsAttributesInTheBody() {
		SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
		message.setBody("{\"Type\":\"Notification\",\"Message\":\"x\",\"MessageAttributes\":"
				+ "{\"X-Context-Id\":{\"Type\":\"String\",\"Value\":\"case-1\"}}}");
		assertThat(id(sqs(message), new GivenContext())).isEqualTo("case-1");
		message.setBody(message.getBody().replace("Notification", "Other"));
		assertThat(id(sqs(message), new GivenContext())).isNotEqualTo("case-1");
	}

	@Test
	void aBatchIsForWhatAllItsRecordsAreFor() {
		assertThat(id(sqs(message("case-1"), message("case-1")), new GivenContext())).isEqualTo("case-1");
		for (SQSEvent event : List.of(sqs(message("case-1"), message("case-2")),
				sqs(message("case-1"), new SQSEvent.SQSMessage()), sqs(new SQSEvent.SQSMessage(), message("case-1")))) {
			BusinessContext batch = find(event, new GivenContext()).snapshot().context();
			assertThat(batch.kind()).isEqualTo("batch");
			assertThat(batch.id().value()).doesNotStartWith("case");
		}
	}

	@Test
	void aBatchWhoseEndIsNotLookedAtIsForNobody() {
		String record = "{\"messageAttributes\":{\"X-Context-Id\":{\"stringValue\":\"%s\"}},\"body\":\"%s\"}";
		String body = "x".repeat(600_000);
		String event = "{\"Records\":[" + record.formatted("case-1", "") + "," + record.formatted("case-1", body) + ","
				+ record.formatted("case-1", body) + "," + record.formatted("case-2", "") + "]}";
		for (Object each : List.of(event, event.getBytes(StandardCharsets.UTF_8))) {
			BusinessContext batch = find(each, new GivenContext()).snapshot().context();
			assertThat(batch.kind()).isEqualTo("batch");
			assertThat(batch.id().value()).doesNotStartWith("case");
		}
	}

	@Test
	void eachRecordHasItsOwnContextAndTrace() {
		ContextSnapshot found = hydration().record(message("case-1")).snapshot();
		assertThat(found.context().id().value()).isEqualTo("case-1");
		assertThat(found.trace().xrayTraceId()).isEqualTo(ROOT);
	}

	@Test
	void aRecordWithoutAContextIsInsideThatOfTheInvocation() {
		ReceivedInvocation invocation = find(Map.of(), new GivenContext().trace(TRACE).custom("context_id", "batch-1"));
		try (CurrentContext.Scope scope = invocation.snapshot().open()) {
			ContextSnapshot found = hydration().record(Map.of("body", "x")).snapshot();
			assertThat(found.context().parentId().value()).isEqualTo("batch-1");
			assertThat(found.context().kind()).isEqualTo("function");
			assertThat(found.trace().xrayTraceId()).isEqualTo(ROOT);
		}
		assertThat(this.issued).containsExactly("lambda.record");
	}

	@Test
	void aPathInThePayloadIsFollowedIfOneIsConfigured() {
		String json = "{\"source\":\"shop\",\"detail\":{\"context\":{\"context_id\":\"case-1\",\"trace_id\":\"" + TRACE
				+ "\"}}}";
		assertThat(id(json, new GivenContext())).isNotEqualTo("case-1");
		this.path = PayloadPath.of("detail.context");
		ScheduledEvent typed = new ScheduledEvent();
		typed.setDetail(Map.of("context", Map.of("context_id", "case-1", "trace_id", TRACE)));
		for (Object event : List.of(json, typed,
				Map.of("detail", Map.of("context", Map.of("context_id", "case-1", "trace_id", TRACE))))) {
			assertThat(id(event, new GivenContext())).isEqualTo("case-1");
			assertThat(root(event, new GivenContext())).isEqualTo(ROOT);
		}
		assertThat(id(Map.of("detail", Map.of("context", "case-2")), new GivenContext())).isEqualTo("case-2");
		assertThat(id(Map.of("detail", Map.of("context", Map.of("context_id", 4711))), new GivenContext()))
			.isEqualTo("4711");
		assertThat(id("{\"detail\":{\"context\":{\"context_id\":4711}}}", new GivenContext())).isEqualTo("4711");
	}

	@Test
	void theDataOfAKinesisRecordIsItsPayload() {
		this.path = PayloadPath.of("meta.id");
		byte[] data = "{\"meta\":{\"id\":\"case-1\"}}".getBytes(StandardCharsets.UTF_8);
		KinesisEvent.Record kinesis = new KinesisEvent.Record();
		kinesis.setData(ByteBuffer.wrap(data));
		KinesisEvent.KinesisEventRecord record = new KinesisEvent.KinesisEventRecord();
		record.setKinesis(kinesis);
		KinesisEvent typed = new KinesisEvent();
		typed.setRecords(List.of(record));
		String base64 = Base64.getEncoder().encodeToString(data);
		for (Object event : List.of(typed, "{\"Records\":[{\"kinesis\":{\"data\":\"" + base64 + "\"}}]}",
				Map.of("Records", List.of(Map.of("kinesis", Map.of("data", base64)))))) {
			assertThat(id(event, new GivenContext())).isEqualTo("case-1");
		}
		assertThat(kinesis.getData().remaining()).isEqualTo(data.length);
	}

	@Test
	void theEnvelopeInAPayloadIsReadLast() {
		String envelope = "\"_contexttrace\":{\"context_id\":\"case-1\",\"context_kind\":\"document\",\"trace_id\":\""
				+ TRACE + "\"}";
		ContextSnapshot found = find("{\"order\":1," + envelope + "}", new GivenContext()).snapshot();
		assertThat(found.context().id().value()).isEqualTo("case-1");
		assertThat(found.context().kind()).isEqualTo("document");
		assertThat(found.trace().xrayTraceId()).isEqualTo(ROOT);
		assertThat(id("{\"headers\":{\"X-Context-Id\":\"case-2\"}," + envelope + "}", new GivenContext()))
			.isEqualTo("case-2");
		SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
		message.setBody("{" + envelope + "}");
		assertThat(id(sqs(message), new GivenContext())).isEqualTo("case-1");
	}

	@Test
	void withoutAContextThereIsANewOneAndNoTraceIsInvented() {
		for (Object event : new Object[] { null, "", "text", "[1]", "{", new byte[0], 7, Map.of(), new Object() }) {
			ContextSnapshot found = find(event, null).snapshot();
			assertThat(found.context().kind()).isEqualTo("function");
			assertThat(found.trace()).isNull();
		}
		assertThat(this.issued).containsOnly("lambda.function");
	}

	@Test
	void whatWasNotFoundIsSaidWithThePlaces() {
		find(Map.of("headers", Map.of("host", "example.com")), new GivenContext().custom("tenant", "secret"));
		assertThat(this.lines.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly(
					"Trace: not-found. Looked at: system property com.amazonaws.xray.traceHeader (absent),"
							+ " Context.getXrayTraceId() (absent), variable _X_AMZN_TRACE_ID (absent), client context,"
							+ " headers of the event, path in the payload (absent), envelope in the payload (absent)",
					this.lines.list.get(0)
						.getFormattedMessage()
						.replace("Trace: not-found.", "Context: not-found, and so a new one is issued."));
	}

	private ReceivedInvocation find(@Nullable Object event, @Nullable GivenContext runtime) {
		return hydration().invocation(() -> event, runtime);
	}

	private String id(@Nullable Object event, @Nullable GivenContext runtime) {
		return find(event, runtime).snapshot().context().id().value();
	}

	private String root(@Nullable Object event, @Nullable GivenContext runtime) {
		return find(event, runtime).snapshot().trace().xrayTraceId();
	}

	private Hydration hydration() {
		ContextHeaders headers = new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(),
				this.listener);
		NewContexts newContexts = new NewContexts(ContextIdGenerator.uuidV7(), "session", this.listener);
		return new Hydration(new ContextReceiver(new CurrentContext(List.of()), headers, newContexts), headers,
				newContexts, new FunctionSettings("function", this.path), this.environment::get);
	}

	private static String root(int number) {
		return "1-6789123" + number + "-abcdef012345678912345678";
	}

	private static String trace(int number) {
		return "Root=" + root(number) + ";Parent=53995c3f42cd8ad8;Sampled=1";
	}

	private static SQSEvent sqs(SQSEvent.SQSMessage... messages) {
		SQSEvent event = new SQSEvent();
		event.setRecords(List.of(messages));
		return event;
	}

	private static SQSEvent.SQSMessage message(String contextId) {
		SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
		attribute.setStringValue(contextId);
		SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
		message.setMessageAttributes(Map.of("X-Context-Id", attribute));
		message.setAttributes(Map.of("AWSTraceHeader", TRACE));
		return message;
	}

	private static Map<String, ?> messageMap(String contextId) {
		return Map.of("messageAttributes", Map.of("X-Context-Id", Map.of("stringValue", contextId)), "attributes",
				Map.of("AWSTraceHeader", TRACE));
	}

	private static SNSEvent sns(String contextId) {
		SNSEvent.MessageAttribute attribute = new SNSEvent.MessageAttribute();
		attribute.setValue(contextId);
		SNSEvent.SNS notification = new SNSEvent.SNS();
		notification.setMessageAttributes(Map.of("X-Context-Id", attribute));
		SNSEvent.SNSRecord record = new SNSEvent.SNSRecord();
		record.setSns(notification);
		SNSEvent event = new SNSEvent();
		event.setRecords(List.of(record));
		return event;
	}

}
