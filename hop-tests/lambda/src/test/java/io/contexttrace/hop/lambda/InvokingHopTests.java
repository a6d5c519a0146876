package io.contexttrace.hop.lambda;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.lambda.InvokingApplication.Heard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The AWS SDK's own clients invoke functions, and Lambda's interface for invocations
 * receives the context.
 */
class InvokingHopTests {

	private static final FunctionEndpoint ENDPOINT = new FunctionEndpoint();

	private static HopApplication app;

	private static LambdaClient waiting;

	private static LambdaAsyncClient asynchronous;

	@BeforeAll
	static void start() {
		app = HopApplication.start(InvokingApplication.class, "context-trace.outgoing.deny=localhost");
		waiting = LambdaClients.waiting(ENDPOINT.url());
		asynchronous = LambdaClients.asynchronous(ENDPOINT.url());
	}

	@AfterAll
	static void stop() {
		asynchronous.close();
		waiting.close();
		app.close();
		ENDPOINT.close();
	}

	@AfterEach
	void threadsAreClean() {
		app.assertThreadsAreClean();
		heard().takeSkipped();
	}

	@Test
	void theFunctionSeesContextAndTrace() {
		BusinessContext context = BusinessContext.of(new ContextId("case-1"), "document")
			.withParent(new ContextId("batch-1"))
			.withUser("user-1");
		Span span = inSpan(() -> {
			try (CurrentContext.Scope scope = app.bean(CurrentContext.class).open(context)) {
				waiting.invoke(LambdaClients.invoke("plain").build());
			}
		});
		ReceivedInvocation invocation = ENDPOINT.invocation("plain");
		String trace = xray(span);
		assertThat(invocation.all("X-Amzn-Trace-Id")).containsExactly(trace);
		assertThat(JsonMapper.shared().readTree(invocation.clientContext())).isEqualTo(JsonMapper.shared()
			.valueToTree(Map.of("custom", Map.of("trace_id", trace, "context_id", "case-1", "context_kind", "document",
					"context_parent", "batch-1", "context_user", "user-1"))));
		assertThat(invocation.all("X-Context-Id")).containsExactly("case-1");
		assertThat(invocation.payload()).isEqualTo("{\"a\" : 1.0}");
		assertThat(heard().under("case-1")).singleElement()
			.returns("lambda.client", Step::name)
			.returns(Step.Outcome.OK, Step::outcome);
	}

	@Test
	void theSignatureCoversWhatIsAdded() {
		app.under("signed", () -> waiting.invoke(LambdaClients.invoke("signed").build()));
		assertThat(ENDPOINT.invocation("signed").header("Authorization")).contains("x-amz-client-context",
				"x-context-id");
	}

	@Test
	void anAsynchronousClientDoesTheSame() {
		app.under("async-1", () -> asynchronous.invoke(LambdaClients.invoke("async").build()).join());
		assertThat(ENDPOINT.invocation("async").custom("context_id")).isEqualTo("async-1");
		assertThat(heard().under("async-1")).singleElement().returns(Step.Outcome.OK, Step::outcome);
	}

	@Test
	void aFunctionThatStreamsItsAnswerSeesThem() {
		app.under("stream-1",
				() -> asynchronous.invokeWithResponseStream((request) -> request.functionName("stream"),
						InvokeWithResponseStreamResponseHandler.builder()
							.subscriber(InvokeWithResponseStreamResponseHandler.Visitor.builder().build())
							.build())
					.join());
		assertThat(ENDPOINT.invocation("stream").custom("context_id")).isEqualTo("stream-1");
		Awaitility.await()
			.untilAsserted(() -> assertThat(heard().under("stream-1")).singleElement()
				.returns(Step.Outcome.OK, Step::outcome));
	}

	@Test
	void whatTheCallerPutThereStays() {
		String own = "{ \"client\":{\"installation_id\":\"ä\"}, \"custom\":{\"tenant\" : 7}, \"env\":{\"x\":\"1\"} }";
		app.under("merged",
				() -> waiting.invoke(LambdaClients.invoke("merged").clientContext(LambdaClients.encode(own)).build()));
		ReceivedInvocation invocation = ENDPOINT.invocation("merged");
		assertThat(invocation.clientContext()).startsWith(own.substring(0, own.indexOf("7}") + 1))
			.endsWith("}, \"env\":{\"x\":\"1\"} }");
		assertThat(invocation.custom("context_id")).isEqualTo("merged");
		assertThat(invocation.custom("tenant")).isEqualTo("7");
	}

	@Test
	void theCallersOwnTraceAndContextStay() {
		String own = "{\"custom\":{\"trace_id\":\"mine\"}}";
		app.under("own", () -> {
			waiting.invoke(LambdaClients.invoke("own-trace").clientContext(LambdaClients.encode(own)).build());
			waiting.invoke(LambdaClients.invoke("own-context")
				.clientContext(LambdaClients.encode(own.replace("trace_id", "context_id")))
				.build());
		});
		assertThat(ENDPOINT.invocation("own-trace").custom("trace_id")).isEqualTo("mine");
		assertThat(ENDPOINT.invocation("own-trace").custom("context_id")).isEqualTo("own");
		assertThat(ENDPOINT.invocation("own-context").custom("context_id")).isEqualTo("mine");
		assertThat(ENDPOINT.invocation("own-context").custom("context_kind")).isNull();
	}

	@Test
	void theCallersOwnHeadersAreThereOnce() {
		app.under("own-headers", () -> inSpan(() -> waiting.invoke(LambdaClients.invoke("own-headers")
			.overrideConfiguration(
					(override) -> override.putHeader("x-amzn-trace-id", "Root=mine").putHeader("X-Context-Id", "mine"))
			.build())));
		ReceivedInvocation invocation = ENDPOINT.invocation("own-headers");
		assertThat(invocation.all("X-Amzn-Trace-Id")).containsExactly("Root=mine");
		assertThat(invocation.all("X-Context-Id")).containsExactly("mine");
		assertThat(invocation.custom("trace_id")).isEqualTo("Root=mine");
		assertThat(invocation.custom("context_id")).isEqualTo("own-headers");
	}

	@Test
	void aHeaderOfTheWholeClientIsThereOnce() {
		String own = "Root=1-67891233-abcdef012345678912345678";
		try (LambdaClient client = LambdaClients.withHeader(ENDPOINT.url(), "x-amzn-trace-id", own)) {
			app.under("client-wide", () -> inSpan(() -> client.invoke(LambdaClients.invoke("client-wide").build())));
		}
		ReceivedInvocation invocation = ENDPOINT.invocation("client-wide");
		assertThat(invocation.all("X-Amzn-Trace-Id")).containsExactly(own);
		assertThat(invocation.custom("trace_id")).isEqualTo(own);
		assertThat(invocation.custom("context_id")).isEqualTo("client-wide");
	}

	@Test
	void whatIsTooLongGoesAsItWas() {
		String own = LambdaClients.encode("{\"a\":\"" + "x".repeat(2660) + "\"}");
		assertThat(own.length()).isLessThan(3583);
		app.under("long", () -> waiting.invoke(LambdaClients.invoke("long").clientContext(own).build()));
		assertThat(ENDPOINT.invocation("long").header("X-Amz-Client-Context")).isEqualTo(own);
		assertThat(heard().takeSkipped()).containsExactly("lambda.client size");
		assertThat(app.bean(MeterRegistry.class)
			.get("context_trace.headers.skipped")
			.tags("carrier", "lambda.client", "reason", "size")
			.counter()
			.count()).isPositive();
	}

	@Test
	void whatIsNoLongerThanTheLimitIsSent() {
		String ours = ",\"context_id\":\"limit\",\"context_kind\":\"session\"";
		// in Base64 these are 3580 and 3584 characters
		for (int bytes : new int[] { 2685, 2686 }) {
			String padding = "x".repeat(bytes - ours.length() - "{'custom':{'p':''}}".length());
			String own = "{\"custom\":{\"p\":\"" + padding + "\"}}";
			app.under("limit", () -> waiting
				.invoke(LambdaClients.invoke("limit-" + bytes).clientContext(LambdaClients.encode(own)).build()));
		}
		assertThat(ENDPOINT.invocation("limit-2685").header("X-Amz-Client-Context")).hasSize(3580);
		assertThat(ENDPOINT.invocation("limit-2685").custom("context_id")).isEqualTo("limit");
		assertThat(ENDPOINT.invocation("limit-2686").custom("context_id")).isNull();
		assertThat(heard().takeSkipped()).containsExactly("lambda.client size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "no-base64!", "bm8gSlNPTg==", "W10=", "eyJjdXN0b20iOjd9" })
	void whatIsNoClientContextGoesAsItWas(String own) {
		String function = "malformed-" + own.hashCode();
		app.under("malformed", () -> waiting.invoke(LambdaClients.invoke(function).clientContext(own).build()));
		assertThat(ENDPOINT.invocation(function).header("X-Amz-Client-Context")).isEqualTo(own);
		assertThat(heard().takeSkipped()).containsExactly("lambda.client malformed");
	}

	@Test
	void anEventGetsTheHeaderAlone() {
		Span span = inSpan(() -> app.under("event",
				() -> waiting.invoke(LambdaClients.invoke("event").invocationType(InvocationType.EVENT).build())));
		ReceivedInvocation invocation = ENDPOINT.invocation("event");
		assertThat(invocation.all("X-Amzn-Trace-Id")).containsExactly(xray(span));
		assertThat(invocation.header("X-Amz-Client-Context")).isNull();
		assertThat(invocation.payload()).isEqualTo("{\"a\" : 1.0}");
		assertThat(heard().takeSkipped()).containsExactly("lambda.client asynchronous");
	}

	@Test
	void aDryRunGetsNothing() {
		inSpan(() -> app.under("dry",
				() -> waiting.invoke(LambdaClients.invoke("dry").invocationType(InvocationType.DRY_RUN).build())));
		assertThat(ENDPOINT.invocation("dry").headers().keySet())
			.noneMatch((name) -> name.matches("(?i)x-context-.*|x-amzn-trace-id|x-amz-client-context"));
		assertThat(heard().takeSkipped()).isEmpty();
		assertThat(heard().under("dry")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "retried-500", "retried-429" })
	void eachAttemptBearsTheSame(String function) {
		app.under(function, () -> inSpan(() -> waiting.invoke(LambdaClients.invoke(function).build())));
		app.under(function,
				() -> inSpan(() -> asynchronous.invoke(LambdaClients.invoke("a" + function).build()).join()));
		for (String name : List.of(function, "a" + function)) {
			List<ReceivedInvocation> attempts = ENDPOINT.invocations(name);
			assertThat(attempts).hasSize(2);
			assertThat(attempts.get(0).all("X-Amzn-Trace-Id")).hasSize(1)
				.isEqualTo(attempts.get(1).all("X-Amzn-Trace-Id"));
			assertThat(attempts.get(0).all("X-Amz-Client-Context")).hasSize(1)
				.isEqualTo(attempts.get(1).all("X-Amz-Client-Context"));
			assertThat(attempts.get(1).custom("context_id")).isEqualTo(function);
		}
		assertThat(heard().under(function)).hasSize(2).allMatch((step) -> step.outcome() == Step.Outcome.OK);
	}

	@Test
	void failuresPassUnchangedAndFailTheStep() {
		app.under("missing", () -> {
			assertThatExceptionOfType(software.amazon.awssdk.services.lambda.model.LambdaException.class)
				.isThrownBy(() -> waiting.invoke(LambdaClients.invoke("missing-404").build()));
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> asynchronous.invoke(LambdaClients.invoke("amissing-404").build()).join());
			waiting.invoke(LambdaClients.invoke("broken").build());
			waiting.invoke(LambdaClients.invoke("broken-at-length").build());
		});
		assertThat(heard().under("missing")).hasSize(4).allMatch((step) -> step.outcome() == Step.Outcome.ERROR);
		assertThat(heard().under("missing").get(2).errorType()).isEqualTo("Unhandled");
		assertThat(heard().under("missing").get(3).errorType()).isEqualTo("other");
	}

	@Test
	void withoutAContextTheTraceGoesAlone() {
		Span span = inSpan(() -> waiting.invoke(LambdaClients.invoke("traced-only").build()));
		waiting.invoke(LambdaClients.invoke("nothing").build());
		String own = LambdaClients.encode("{\"a\":1}");
		waiting.invoke(LambdaClients.invoke("nothing-own").clientContext(own).build());
		assertThat(ENDPOINT.invocation("traced-only").custom("trace_id")).isEqualTo(xray(span));
		assertThat(ENDPOINT.invocation("traced-only").custom("context_id")).isNull();
		assertThat(ENDPOINT.invocation("nothing").header("X-Amz-Client-Context")).isNull();
		assertThat(ENDPOINT.invocation("nothing").header("X-Amzn-Trace-Id")).isNull();
		assertThat(ENDPOINT.invocation("nothing-own").header("X-Amz-Client-Context")).isEqualTo(own);
		assertThat(heard().takeSkipped()).isEmpty();
	}

	@Test
	void aDeniedHostGetsTheTraceAlone() {
		try (LambdaClient denied = LambdaClients.waiting(ENDPOINT.deniedUrl())) {
			Span span = inSpan(() -> app.under("denied", () -> denied.invoke(LambdaClients.invoke("denied").build())));
			assertThat(ENDPOINT.invocation("denied").all("X-Amzn-Trace-Id")).containsExactly(xray(span));
		}
		assertThat(ENDPOINT.invocation("denied").header("X-Amz-Client-Context")).isNull();
		assertThat(ENDPOINT.invocation("denied").header("X-Context-Id")).isNull();
		assertThat(heard().takeSkipped()).containsExactly("lambda.client host");
	}

	@Test
	void manyAtOnceDoNotMix() {
		List<CompletableFuture<?>> calls = IntStream.range(0, 200).<CompletableFuture<?>>mapToObj((i) -> {
			CompletableFuture<?>[] call = new CompletableFuture<?>[1];
			app.under("many-" + i, () -> call[0] = asynchronous.invoke(LambdaClients.invoke("f" + i).build()));
			return call[0];
		}).toList();
		calls.forEach(CompletableFuture::join);
		for (int i = 0; i < 200; i++) {
			assertThat(ENDPOINT.invocation("f" + i).custom("context_id")).isEqualTo("many-" + i);
			assertThat(ENDPOINT.invocation("f" + i).all("X-Context-Id")).containsExactly("many-" + i);
		}
	}

	@Test
	void otherRequestsToLambdaAreLeftAlone() {
		app.under("listed", () -> {
			try {
				waiting.getFunction((request) -> request.functionName("listed"));
			}
			catch (ServiceException | ResourceNotFoundException ex) {
				throw new AssertionError(ex);
			}
		});
		assertThat(heard().under("listed")).isEmpty();
	}

	private static Heard heard() {
		return app.bean(Heard.class);
	}

	private static Span inSpan(Runnable work) {
		Tracer tracer = app.bean(Tracer.class);
		Span span = tracer.nextSpan().name("work").start();
		try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
			work.run();
		}
		finally {
			span.end();
		}
		return span;
	}

	private static String xray(Span span) {
		String trace = span.context().traceId();
		return "Root=1-%s-%s;Parent=%s;Sampled=1".formatted(trace.substring(0, 8), trace.substring(8),
				span.context().spanId());
	}

}
