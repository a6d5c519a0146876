package io.contexttrace.hop.sqs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.sqs.SnsContextInterceptor;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the SDK's clients of Amazon SNS put on the wire. There is no emulator of it: the
 * requests arrive at a server that keeps them.
 */
class SnsHopTests {

	private static final String TOPIC = "arn:aws:sns:eu-central-1:000000000000:topic";

	private static final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

	private static HttpServer server;

	private static HopApplication application;

	@BeforeAll
	static void start() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", SnsHopTests::answer);
		server.start();
		application = HopApplication.start(Application.class, "spring.cloud.aws.sqs.enabled=false",
				"spring.cloud.aws.endpoint=" + endpoint(), "spring.cloud.aws.region.static=eu-central-1",
				"spring.cloud.aws.credentials.access-key=a", "spring.cloud.aws.credentials.secret-key=b");
	}

	@AfterAll
	static void stop() {
		application.close();
		server.stop(0);
	}

	@Test
	void notificationBearsTheContextAndTheTrace() {
		SnsClient client = application.bean(SnsClient.class);
		ContextCrossing crossing = application.bean(ContextCrossing.class);
		application.under("sns-a", () -> {
			try (ReceivedWork sender = crossing.open(CurrentContext.capture(), "sns-sender",
					new WorkOrigin<>(Map.<String, String>of(), Map::get, WorkOrigin.Relation.CHILD))) {
				client.publish((request) -> request.topicArn(TOPIC).message("sns-1"));
			}
		});
		Map<String, String> request = request("sns-1");
		assertThat(attributes(request, "MessageAttributes.entry.")).containsEntry("X-Context-Id", "sns-a")
			.containsEntry("X-Context-Kind", "session")
			.containsKey("traceparent");
		String span = attributes(request, "MessageAttributes.entry.").get("traceparent").substring(36, 52);
		assertThat(request.get("X-Amzn-Trace-Id"))
			.matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=" + span + ";Sampled=1");
	}

	@Test
	void eachEntryOfABatchBearsIt() {
		application.under("sns-b",
				() -> application.bean(SnsClient.class)
					.publishBatch((request) -> request.topicArn(TOPIC)
						.publishBatchRequestEntries(entry("sns-2", Map.of()),
								entry("sns-3", Map.of("X-Context-Id", text("chosen"))))));
		Map<String, String> request = requests.stream()
			.filter((each) -> "PublishBatch".equals(each.get("Action")))
			.findFirst()
			.orElseThrow();
		assertThat(attributes(request, "PublishBatchRequestEntries.member.1.MessageAttributes.entry."))
			.containsEntry("X-Context-Id", "sns-b");
		assertThat(attributes(request, "PublishBatchRequestEntries.member.2.MessageAttributes.entry."))
			.containsEntry("X-Context-Id", "chosen")
			.doesNotContainKey("X-Context-Kind");
	}

	@Test
	void asynchronousClientOfTheApplicationTakesPart() {
		SnsContextInterceptor interceptor = application.bean(SnsContextInterceptor.class);
		try (SnsAsyncClient client = SnsAsyncClient.builder()
			.endpointOverride(endpoint())
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
			.overrideConfiguration((override) -> override.addExecutionInterceptor(interceptor))
			.build()) {
			application.under("sns-c",
					() -> client.publish((request) -> request.topicArn(TOPIC).message("sns-4")).join());
			application.under("sns-d",
					() -> client.publish((request) -> request.phoneNumber("+100").message("sns-5")).join());
		}
		assertThat(attributes(request("sns-4"), "MessageAttributes.entry.")).containsEntry("X-Context-Id", "sns-c");
		assertThat(attributes(request("sns-5"), "MessageAttributes.entry.")).isEmpty();
		application.assertThreadsAreClean();
	}

	private static URI endpoint() {
		return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
	}

	private static PublishBatchRequestEntry entry(String message, Map<String, MessageAttributeValue> attributes) {
		return PublishBatchRequestEntry.builder().id(message).message(message).messageAttributes(attributes).build();
	}

	private static MessageAttributeValue text(String value) {
		return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
	}

	private static Map<String, String> request(String message) {
		return requests.stream().filter((each) -> message.equals(each.get("Message"))).findFirst().orElseThrow();
	}

	private static Map<String, String> attributes(Map<String, String> request, String prefix) {
		Map<String, String> attributes = new HashMap<>();
		for (int i = 1; request.containsKey(prefix + i + ".Name"); i++) {
			attributes.put(request.get(prefix + i + ".Name"), request.get(prefix + i + ".Value.StringValue"));
		}
		return attributes;
	}

	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			Map<String, String> request = new HashMap<>();
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			for (String parameter : body.split("&", -1)) {
				String[] pair = parameter.split("=", 2);
				request.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
			}
			request.put("X-Amzn-Trace-Id", exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id"));
			requests.add(request);
			String action = request.get("Action");
			byte[] answer = "<%1$sResponse><%1$sResult><MessageId>1</MessageId></%1$sResult></%1$sResponse>"
				.formatted(action)
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
		}
	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
