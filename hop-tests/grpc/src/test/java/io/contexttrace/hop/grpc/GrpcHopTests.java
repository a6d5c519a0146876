package io.contexttrace.hop.grpc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.contexttrace.Rejection;
import io.contexttrace.Rejection.Reason;
import io.contexttrace.Step;
import io.contexttrace.carrier.grpc.ContextClientInterceptor;
import io.contexttrace.hop.HopApplication;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.BaggageInScope;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.grpc.client.ChannelBuilderOptions;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Calls to a real server over TCP, and to one in the process, through the interceptors
 * that Boot puts in.
 */
class GrpcHopTests {

	private static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	private static HopApplication application;

	private static ManagedChannel tcp;

	private static ManagedChannel inProcess;

	@BeforeAll
	static void start() {
		application = HopApplication.start(GrpcApplication.class, "spring.grpc.server.port=0",
				"spring.grpc.server.inprocess.name=talk", "context-trace.outgoing.deny=denied.example.com",
				"management.tracing.baggage.remote-fields=tenant");
		GrpcChannelFactory channels = application.bean(GrpcChannelFactory.class);
		tcp = channels.createChannel("static://127.0.0.1:" + port());
		inProcess = channels.createChannel("in-process:talk");
	}

	private static int port() {
		return port(application);
	}

	static int port(HopApplication application) {
		return application.context()
			.getBeansOfType(GrpcServerLifecycle.class)
			.values()
			.stream()
			.mapToInt(GrpcServerLifecycle::getPort)
			.filter((port) -> port > 0)
			.findFirst()
			.orElseThrow();
	}

	static Stream<Channel> channels() {
		return Stream.of(tcp, inProcess);
	}

	@AfterAll
	static void stop() {
		tcp.shutdownNow();
		inProcess.shutdownNow();
		application.close();
	}

	@AfterEach
	void threadsAreClean() {
		application.assertThreadsAreClean();
	}

	@ParameterizedTest
	@MethodSource("channels")
	void callsOfAllTypesTakeTheContextAlong(Channel channel) throws Exception {
		String id = "all-" + ((channel == tcp) ? "tcp" : "local");
		Answers listening = new Answers();
		Answers telling = new Answers();
		Answers chatting = new Answers();
		application.under(id, () -> {
			assertThat(ask(channel, id + "-ask")).isEqualTo(id);
			ClientCalls.asyncServerStreamingCall(channel.newCall(Talk.LISTEN, CallOptions.DEFAULT), id + "-listen",
					listening);
			say(ClientCalls.asyncClientStreamingCall(channel.newCall(Talk.TELL, CallOptions.DEFAULT), telling),
					id + "-tell");
			say(ClientCalls.asyncBidiStreamingCall(channel.newCall(Talk.CHAT, CallOptions.DEFAULT), chatting),
					id + "-chat");
		});
		for (Answers answers : List.of(listening, telling, chatting)) {
			assertThat(answers.await()).isNull();
			assertThat(answers.texts).isNotEmpty().containsOnly(id);
			assertThat(answers.held).isNotEmpty().containsOnly(id);
		}
		for (String type : List.of("-ask", "-listen", "-tell", "-chat")) {
			application.assertSeenUnder(id + type, id);
		}
		Awaitility.await()
			.untilAsserted(() -> assertThat(told().all("grpc.server", id)).hasSize(4)
				.extracting(Step::outcome)
				.containsOnly(Step.Outcome.OK));
		assertThat(told().all("grpc.client", id)).hasSize(4).extracting(Step::outcome).containsOnly(Step.Outcome.OK);
	}

	@Test
	void theSpansOfBothSidesBearTheContext() {
		application.under("spans", () -> ask(tcp, "spans"));
		SpanData server = application.spans()
			.await((span) -> span.getKind() == SpanKind.SERVER && "spans".equals(span.getAttributes().get(CONTEXT_ID)));
		SpanData client = application.spans().await((span) -> span.getSpanId().equals(server.getParentSpanId()));
		assertThat(client.getKind()).isEqualTo(SpanKind.CLIENT);
		assertThat(client.getAttributes().get(CONTEXT_ID)).isEqualTo("spans");
		String traceId = server.getTraceId();
		assertThat(application.lines("spans")).singleElement()
			.satisfies((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("traceId", traceId)
				.containsEntry("xrayTraceId", "1-" + traceId.substring(0, 8) + "-" + traceId.substring(8)));
	}

	@Test
	void failuresEndTheStepsOfBothSides() {
		assertFailure("invalid", Status.Code.INVALID_ARGUMENT, "INVALID_ARGUMENT");
		assertFailure("broken", Status.Code.UNKNOWN, "UNKNOWN");
	}

	private static void assertFailure(String what, Status.Code code, String serverError) {
		application.under(what, () -> assertThat(statusOf(() -> ask(tcp, what))).isEqualTo(code));
		assertThat(told().only("grpc.client", what).errorType()).isEqualTo(code.name());
		Step served = told().only("grpc.server", what);
		assertThat(served.outcome()).isEqualTo(Step.Outcome.ERROR);
		assertThat(served.errorType()).isEqualTo(serverError);
	}

	@Test
	void aDeadlineEndsACall() {
		application.under("deadline", () -> {
			CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
			assertThat(statusOf(() -> ClientCalls.blockingUnaryCall(tcp, Talk.ASK, options, "never")))
				.isEqualTo(Status.Code.DEADLINE_EXCEEDED);
		});
		assertThat(told().only("grpc.client", "deadline").errorType()).isEqualTo("DEADLINE_EXCEEDED");
		assertThat(told().only("grpc.server", "deadline").outcome()).isEqualTo(Step.Outcome.CANCELLED);
		assertLine("cancelled-never", "deadline");
	}

	@Test
	void aCallerThatGoesIsSeenAsCancelled() throws Exception {
		Answers answers = new Answers();
		try (Context.CancellableContext cancellable = Context.current().withCancellation()) {
			cancellable.run(() -> application.under("gone", () -> ClientCalls
				.asyncServerStreamingCall(tcp.newCall(Talk.LISTEN, CallOptions.DEFAULT), "endless-gone", answers)));
			Awaitility.await().untilAsserted(() -> assertThat(answers.texts).containsExactly("gone"));
			assertLine("ready-endless-gone", "gone");
			cancellable.cancel(null);
		}
		assertThat(Status.fromThrowable(answers.await()).getCode()).isEqualTo(Status.Code.CANCELLED);
		assertThat(answers.held).containsOnly("gone");
		assertLine("cancelled-endless-gone", "gone");
		assertThat(told().only("grpc.server", "gone").outcome()).isEqualTo(Step.Outcome.CANCELLED);
		assertThat(told().only("grpc.client", "gone").outcome()).isEqualTo(Step.Outcome.CANCELLED);
	}

	@Test
	void hostileMetadataIsCountedAndReplaced() {
		Map<Reason, Metadata> hostile = new HashMap<>();
		hostile.put(Reason.MALFORMED, metadata("x-context-id", "a b"));
		hostile.put(Reason.OVERSIZED, metadata("x-context-id", "x".repeat(2000)));
		hostile.put(Reason.REPEATED, metadata("x-context-id", "one", "x-context-id", "two"));
		hostile.forEach((reason, metadata) -> {
			String what = "hostile-" + reason.name().toLowerCase(Locale.ROOT);
			String id = ask(with(metadata), what);
			assertThat(id).hasSize(36);
			application.assertSeenUnder(what, id);
			assertThat(told().rejected).contains(new Rejection("grpc.server", reason));
		});
	}

	@Test
	void binaryMetadataIsNoContext() {
		Metadata metadata = new Metadata();
		metadata.put(Metadata.Key.of("x-context-id-bin", Metadata.BINARY_BYTE_MARSHALLER),
				"binary".getBytes(StandardCharsets.UTF_8));
		metadata.put(Metadata.Key.of("x-context-kind", Metadata.ASCII_STRING_MARSHALLER), "case");
		assertThat(ask(with(metadata), "binary")).hasSize(36);
	}

	@Test
	void anEntryThatIsThereStays() {
		application.under("outer",
				() -> assertThat(ask(with(metadata("x-context-id", "inner")), "stays")).isEqualTo("inner"));
	}

	@Test
	void aHostThatMayNotSeeTheContextDoesNot() {
		ManagedChannel denied = application.bean(GrpcChannelFactory.class)
			.createChannel("static://127.0.0.1:" + port(), ChannelBuilderOptions.defaults()
				.withCustomizer((target, builder) -> builder.overrideAuthority("denied.example.com:443")));
		SeenMetadata seen = application.bean(SeenMetadata.class);
		try {
			underObservation("secret", () -> {
				assertThat(ask(tcp, "allowed")).isEqualTo("secret");
				assertThat(seen.last("tenant")).isEqualTo("t-1");
				assertThat(seen.last("baggage")).startsWith("tenant=t-1");
				assertThat(ask(denied, "denied")).hasSize(36);
			});
		}
		finally {
			denied.shutdownNow();
		}
		for (String name : List.of("x-context-id", "x-context-kind", "tenant", "baggage")) {
			assertThat(seen.last(name)).as(name).isNull();
		}
		assertThat(seen.last("traceparent")).isNotNull();
	}

	@Test
	void aChannelThatIsBuiltByHandTakesContextAndTraceAlong() throws Exception {
		ManagedChannel byHand = ManagedChannelBuilder.forAddress("127.0.0.1", port())
			.usePlaintext()
			.intercept(application.bean(ContextClientInterceptor.class))
			.build();
		Answers answers = new Answers();
		String traceId = underObservation("by-hand",
				() -> ClientCalls.asyncUnaryCall(byHand.newCall(Talk.ASK, CallOptions.DEFAULT), "by-hand", answers));
		assertThat(answers.await()).isNull();
		byHand.shutdownNow();
		assertThat(answers.held).containsOnly("by-hand");
		assertThat(answers.traces).isNotEmpty().containsOnly(traceId);
		application.assertSeenUnder("by-hand", "by-hand");
		assertThat(application.lines("by-hand").get(0).getMDCPropertyMap()).containsEntry("traceId", traceId);
	}

	private static String underObservation(String contextId, Runnable action) {
		ObservationRegistry registry = application.bean(ObservationRegistry.class);
		Tracer tracer = application.bean(Tracer.class);
		AtomicReference<String> traceId = new AtomicReference<>();
		application.under(contextId, () -> Observation.createNotStarted("test", registry).observe(() -> {
			traceId.set(tracer.currentSpan().context().traceId());
			try (BaggageInScope baggage = tracer.createBaggageInScope("tenant", "t-1")) {
				action.run();
			}
		}));
		return traceId.get();
	}

	@Test
	void hundredsOfCallsAtOnceDoNotMix() throws Exception {
		List<Answers> answers = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			Answers some = new Answers();
			answers.add(some);
			String id = "mixed-" + i;
			application.under(id, () -> {
				ClientCall<String, String> call = tcp.newCall(Talk.LISTEN, CallOptions.DEFAULT);
				ClientCalls.asyncServerStreamingCall(call, id, some);
			});
		}
		for (int i = 0; i < 300; i++) {
			assertThat(answers.get(i).await()).isNull();
			assertThat(answers.get(i).texts).hasSize(3).containsOnly("mixed-" + i);
			assertThat(answers.get(i).held).containsOnly("mixed-" + i);
		}
		IntStream.range(0, 300)
			.mapToObj((i) -> "mixed-" + i)
			.forEach((id) -> assertThat(application.service().requests("/" + id)).singleElement()
				.satisfies((request) -> assertThat(request.header("X-Context-Id")).isEqualTo(id)));
	}

	private static void say(StreamObserver<String> call, String what) {
		call.onNext(what);
		call.onCompleted();
	}

	private static String ask(Channel channel, String what) {
		return ClientCalls.blockingUnaryCall(channel, Talk.ASK, CallOptions.DEFAULT, what);
	}

	private static Status.Code statusOf(Runnable call) {
		return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus().getCode();
	}

	private static void assertLine(String what, String contextId) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(application.lines(what)).isNotEmpty()
				.allSatisfy((line) -> assertThat(line.getMDCPropertyMap()).containsEntry("contextId", contextId)));
	}

	private static Channel with(Metadata metadata) {
		return ClientInterceptors.intercept(tcp, MetadataUtils.newAttachHeadersInterceptor(metadata));
	}

	private static Metadata metadata(String... entries) {
		Metadata metadata = new Metadata();
		for (int i = 0; i < entries.length; i += 2) {
			metadata.put(Metadata.Key.of(entries[i], Metadata.ASCII_STRING_MARSHALLER), entries[i + 1]);
		}
		return metadata;
	}

	private static ToldSteps told() {
		return application.bean(ToldSteps.class);
	}

}
