package io.contexttrace.hop.lambda;

import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.lambda.InvokingApplication.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events whose payload may hold the context.
 */
class EventEnvelopeHopTests {

	private static final FunctionEndpoint ENDPOINT = new FunctionEndpoint();

	private static final String ENVELOPE = "\"_contexttrace\":{\"context_id\":\"event\",\"context_kind\":\"session\"}}";

	private static HopApplication app;

	private static LambdaClient client;

	@BeforeAll
	static void start() {
		app = HopApplication.start(InvokingApplication.class, "context-trace.lambda.event-envelope=true",
				"context-trace.outgoing.deny=localhost");
		client = LambdaClients.waiting(ENDPOINT.url());
	}

	@AfterAll
	static void stop() {
		client.close();
		app.close();
		ENDPOINT.close();
	}

	@AfterEach
	void threadsAreClean() {
		app.assertThreadsAreClean();
		app.bean(Heard.class).takeSkipped();
	}

	@Test
	void aJsonObjectIsGivenOneMember() {
		assertThat(sent("object", "{ \"a\" : 1.50, \"ä\":[{}] }")).isEqualTo("{ \"a\" : 1.50, \"ä\":[{}] ," + ENVELOPE);
		assertThat(sent("empty-object", "{}")).isEqualTo("{" + ENVELOPE);
		assertThat(app.bean(Heard.class).takeSkipped()).isEmpty();
	}

	@Test
	void anEnvelopeThatIsThereStays() {
		String payload = "{\"_contexttrace\":{\"context_id\":\"first\"}}";
		assertThat(sent("forwarded", payload)).isEqualTo(payload);
		assertThat(app.bean(Heard.class).takeSkipped()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1]", "\"{}\"", "{\"a\":", "text", "" })
	void whatIsNoObjectGoesAsItWas(String payload) {
		assertThat(sent("other" + payload.hashCode(), payload)).isEqualTo(payload);
		assertThat(app.bean(Heard.class).takeSkipped()).containsExactly("lambda.client payload");
	}

	@Test
	void aDeniedHostDoesNotSeeTheContext() {
		try (LambdaClient denied = LambdaClients.waiting(ENDPOINT.deniedUrl())) {
			app.under("event", () -> denied.invoke(event("denied", "{}")));
		}
		assertThat(ENDPOINT.invocation("denied").payload()).isEqualTo("{}");
		assertThat(app.bean(Heard.class).takeSkipped()).containsExactly("lambda.client host");
	}

	@Test
	void whatWouldGrowOverALimitGoesAsItWas() {
		String payload = "{\"a\":\"" + "x".repeat(256 * 1024 - 20) + "\"}";
		assertThat(sent("long", payload)).isEqualTo(payload);
		assertThat(app.bean(Heard.class).takeSkipped()).containsExactly("lambda.client size");
		assertThat(sent("longer", payload + " ".repeat(100))).contains(ENVELOPE);
	}

	@Test
	void whoWaitsForTheAnswerSendsThePayloadAsItWas() {
		app.under("event", () -> client.invoke(LambdaClients.invoke("waiting").build()));
		assertThat(ENDPOINT.invocation("waiting").payload()).isEqualTo("{\"a\" : 1.0}");
		assertThat(ENDPOINT.invocation("waiting").custom("context_id")).isEqualTo("event");
	}

	@Test
	void withoutAContextThePayloadStays() {
		client.invoke(event("none", "{}"));
		assertThat(ENDPOINT.invocation("none").payload()).isEqualTo("{}");
	}

	private static String sent(String function, String payload) {
		app.under("event", () -> client.invoke(event(function, payload)));
		return ENDPOINT.invocation(function).payload();
	}

	private static InvokeRequest event(String function, String payload) {
		return InvokeRequest.builder()
			.functionName(function)
			.invocationType(InvocationType.EVENT)
			.payload(SdkBytes.fromUtf8String(payload))
			.build();
	}

}
