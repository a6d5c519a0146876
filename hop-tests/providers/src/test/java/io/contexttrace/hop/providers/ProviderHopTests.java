package io.contexttrace.hop.providers;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.test.ReceivedRequest;
import io.contexttrace.test.RecordedCalls;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

/**
 * What holds for every provider, for calls and streams, with a chat client and without.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProviderHopTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Provider provider;

	private final ProviderServer server;

	private HopApplication app;

	ProviderHopTests(Provider provider) {
		this.provider = provider;
		this.server = new ProviderServer(provider.format());
	}

	@BeforeAll
	void start() {
		this.app = start("context-trace.outgoing.deny=nobody.example.com");
	}

	@AfterAll
	void stop() {
		this.app.close();
		this.server.close();
	}

	@AfterEach
	void threadsAreClean() {
		this.app.assertThreadsAreClean();
	}

	private HopApplication start(String property) {
		return this.provider.start(this.server.url(), property);
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream", "model-call", "model-stream" })
	void carriesTheContextAndItsTraceAndIsRecorded(String path) {
		String what = "plain-" + path;
		assertThat(ask(this.app, path, what, what)).isEqualTo("one two three");
		ReceivedRequest request = onlyRequest(what);
		LlmCall call = onlyCall(this.app, what);
		assertThat(request.headers("X-Context-Id")).containsExactly(what);
		assertThat(request.headers("traceparent")).singleElement().asString().contains(traceOf(this.app, what));
		assertThat(request.headers()).doesNotContainKey("X-Context-Trace-Call");
		assertThat(call.ids().traceId()).isEqualTo(traceOf(this.app, what));
		assertThat(call.request().provider()).isEqualTo(this.provider.recordedName());
		assertThat(call.request().model()).isNotEmpty();
		assertThat(call.response().model()).isEqualTo(this.provider.answeringModel());
		assertThat(call.response().usage().input()).isEqualTo(11);
		assertThat(call.response().usage().output()).isEqualTo(3);
		assertThat(call.response().finishReasons()).isNotEmpty();
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK);
		if (this.provider.knowsAttempts(path)) {
			assertThat(call.outcome().transport().httpStatus()).isEqualTo(200);
			assertThat(call.outcome().transport().attempt()).isEqualTo(1);
		}
	}

	@Test
	void tellsTheTimesOfChunks() {
		ask(this.app, "stream", "chunks", "chunks");
		LlmCall call = onlyCall(this.app, "chunks");
		assertThat(call.timing().chunks()).isGreaterThanOrEqualTo(3L);
		assertThat(call.timing().timeToFirstChunk()).isPositive().isLessThanOrEqualTo(call.timing().duration());
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void runsToolsUnderTheContext(String path) {
		String what = "tool-" + path;
		assertThat(ask(this.app, path, what, "[tool] " + what)).isEqualTo("one two three");
		assertThat(this.app.lines(this.provider.name() + "-tool"))
			.filteredOn((line) -> what.equals(line.getMDCPropertyMap().get("contextId")))
			.hasSize(1);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(calls(this.app, what))
				.filteredOn((call) -> call.request().operation().equals("chat"))
				.hasSize(2));
		assertThat(this.server.requests(what)).hasSize(2)
			.allSatisfy((request) -> assertThat(request.header("traceparent")).contains(traceOf(this.app, what)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream", "model-call", "model-stream" })
	void recordsRefusals(String path) {
		for (String marker : List.of("[fail]", "[limit]")) {
			String what = marker.substring(1, 4) + "-" + path;
			assertThat(catchException(() -> ask(this.app, path, what, marker + " " + what))).isNotNull();
			LlmCall.Outcome outcome = onlyCall(this.app, what).outcome();
			assertThat(outcome.errorType()).isNotEmpty();
			assertThat(outcome.status())
				.isEqualTo(marker.equals("[fail]") ? LlmCallStatus.ERROR : LlmCallStatus.RATE_LIMITED);
			if (this.provider.knowsAttempts(path)) {
				assertThat(outcome.transport().httpStatus()).isEqualTo(marker.equals("[fail]") ? 500 : 429);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "call", "stream" })
	void countsAttempts(String path) {
		String what = "again-" + path;
		assertThat(this.provider.repeats()).isNotNull();
		if (this.provider.repeats().contains(path)) {
			ask(this.app, path, what, "[again] " + what);
			assertThat(onlyCall(this.app, what).outcome().transport().attempt()).isEqualTo(2);
			assertThat(this.server.requests(what))
				.allSatisfy((request) -> assertThat(request.headers("X-Context-Id")).containsExactly(what));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "model-stream" })
	void recordsAStreamThatIsLeft(String path) {
		String what = "left-" + path;
		this.app.under(what, () -> {
			if (path.equals("stream")) {
				client(this.app).prompt("[stay] " + what).stream().content().blockFirst(PATIENCE);
			}
			else {
				this.app.bean(ChatModel.class).stream("[stay] " + what).blockFirst(PATIENCE);
			}
		});
		assertThat(onlyCall(this.app, what).outcome().status()).isEqualTo(LlmCallStatus.CANCELLED);
	}

	@Test
	void sendsADeniedHostItsTraceOnly() {
		try (HopApplication denied = start("context-trace.outgoing.deny=127.0.0.1")) {
			for (String path : List.of("call", "stream", "model-stream")) {
				String what = "denied-" + path;
				ask(denied, path, what, what);
				ReceivedRequest request = onlyRequest(what);
				assertThat(request.header("traceparent")).contains(traceOf(denied, what));
				assertThat(request.headers()).doesNotContainKeys("X-Context-Id", "X-Context-Kind", "baggage");
				assertThat(onlyCall(denied, what).context()).isNotNull();
			}
			denied.assertThreadsAreClean();
		}
	}

	void ask(String path, String contextId, String question) {
		ask(this.app, path, contextId, question);
	}

	void assertSigned(String what, String... names) {
		assertThat(onlyRequest(what).header("Authorization")).contains(names);
	}

	private String ask(HopApplication application, String path, String contextId, String question) {
		Function<String, String> asking = switch (path) {
			case "call" -> (text) -> client(application).prompt(text).call().content();
			case "stream" -> (text) -> String.join("", Objects
				.requireNonNull(client(application).prompt(text).stream().content().collectList().block(PATIENCE)));
			case "model-call" -> application.bean(ChatModel.class)::call;
			default -> (text) -> String.join("", Objects
				.requireNonNull(application.bean(ChatModel.class).stream(text).collectList().block(PATIENCE)));
		};
		Observation caller = Observation.start(contextId, application.bean(ObservationRegistry.class));
		String[] answer = new String[1];
		try (Observation.Scope observed = caller.openScope();
				Scope baggage = Baggage.builder().put("userEmail", "someone").build().makeCurrent()) {
			application.under(contextId, () -> answer[0] = asking.apply(question));
		}
		finally {
			caller.stop();
		}
		return answer[0];
	}

	private static ChatClient client(HopApplication application) {
		return application.bean(ChatClient.Builder.class)
			.defaultTools(new Lookup(application.bean(Witness.class)))
			.build();
	}

	private ReceivedRequest onlyRequest(String what) {
		assertThat(this.server.requests(what)).hasSize(1);
		return this.server.requests(what).get(0);
	}

	private static LlmCall onlyCall(HopApplication application, String contextId) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(calls(application, contextId)).as(contextId).hasSize(1));
		return calls(application, contextId).get(0);
	}

	private static List<LlmCall> calls(HopApplication application, String contextId) {
		return application.bean(RecordedCalls.class)
			.all()
			.stream()
			.filter((call) -> call.context() != null && call.context().id().value().equals(contextId))
			.toList();
	}

	private static String traceOf(HopApplication application, String observation) {
		return application.spans().await((span) -> span.getName().equals(observation)).getTraceId();
	}

}
