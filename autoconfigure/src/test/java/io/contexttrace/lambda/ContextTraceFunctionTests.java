package io.contexttrace.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.Step;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import io.contexttrace.header.XRayTraceHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ContextTraceFunctionTests {

	private static final String TRACE = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";

	private static final String OTHER_TRACE = "Root=1-67891234-abcdef012345678912345678;Sampled=0";

	private final List<Step> steps = new CopyOnWriteArrayList<>();

	private final ContextTraceFunction function = ContextTraceFunction.builder()
		.kind("order")
		.payloadPath("detail.context")
		.listener(new ContextListener() {

			@Override
			public void finished(Step step) {
				ContextTraceFunctionTests.this.steps.add(step);
			}

		})
		.build();

	private final RequestHandler<Object, Seen> handler = this.function.around((event, context) -> Seen.now());

	@AfterEach
	void tearDown() {
		System.clearProperty(XRayTraceHeader.RUNTIME_PROPERTY);
		CurrentContext.restore(ContextSnapshot.empty());
		MDC.clear();
	}

	@Test
	void aHandlerWorksUnderTheContext() {
		Seen seen = this.handler.handleRequest(Map.of(),
				new GivenContext().custom("context_id", "case-1").custom("context_kind", "document").trace(TRACE));
		assertThat(seen.fields()).containsEntry("contextId", "case-1")
			.containsEntry("contextKind", "document")
			.containsEntry("xrayTraceId", "1-67891233-abcdef012345678912345678");
		assertThat(seen.id()).isEqualTo("case-1");
		assertThat(seen.property()).isEqualTo(TRACE);
		assertThat(this.steps).extracting(Step::name).containsExactly("lambda.function");
		assertNothingIsLeft();
	}

	@Test
	void whatTheRuntimeHasSaidStays() {
		System.setProperty(XRayTraceHeader.RUNTIME_PROPERTY, TRACE);
		assertThat(this.handler.handleRequest(null, new GivenContext().custom("trace_id", OTHER_TRACE)).property())
			.isEqualTo(TRACE);
		assertThat(System.getProperty(XRayTraceHeader.RUNTIME_PROPERTY)).isEqualTo(TRACE);
	}

	@Test
	void aTraceWithoutARootIsReplacedAndRestored() {
		System.setProperty(XRayTraceHeader.RUNTIME_PROPERTY, "Sampled=0");
		assertThat(this.handler.handleRequest(null, new GivenContext().custom("trace_id", TRACE)).property())
			.isEqualTo(TRACE);
		assertThat(System.getProperty(XRayTraceHeader.RUNTIME_PROPERTY)).isEqualTo("Sampled=0");
	}

	@Test
	void aTraceOfAnotherFormIsSaidInThatOfXRay() {
		Map<String, ?> event = Map.of("headers",
				Map.of("traceparent", "00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01"));
		assertThat(this.handler.handleRequest(event, new GivenContext()).property())
			.startsWith("Root=1-67891233-abcdef012345678912345678;");
		assertNothingIsLeft();
	}

	@Test
	void nothingLeaksFromOneInvocationIntoTheNext() {
		this.handler.handleRequest(null,
				new GivenContext().custom("context_id", "case-1")
					.custom("context_user", "u1")
					.custom("context_parent", "p1")
					.custom("trace_id", TRACE));
		Seen second = this.handler.handleRequest(null, new GivenContext());
		assertThat(second.id()).isNotEqualTo("case-1");
		assertThat(second.property()).isNull();
		assertThat(second.fields()).containsOnlyKeys("contextId", "contextKind").containsEntry("contextKind", "order");
	}

	@Test
	void anInvocationThatNeverEndedLeavesNothing() {
		this.function.contexts()
			.open(() -> null, new GivenContext().custom("context_id", "case-1").custom("trace_id", TRACE));
		MDC.put("userId", "stale");
		assertThat(System.getProperty(XRayTraceHeader.RUNTIME_PROPERTY)).isEqualTo(TRACE);
		Seen second = this.handler.handleRequest(null, new GivenContext());
		assertThat(second.id()).isNotEqualTo("case-1");
		assertThat(second.property()).isNull();
		assertThat(second.fields()).containsOnlyKeys("contextId", "contextKind");
		assertNothingIsLeft();
	}

	@Test
	void anAbandonedInvocationThatEndsLateTakesNothingBackFromTheNext() {
		Invocation abandoned = this.function.contexts().open(() -> null, new GivenContext().custom("trace_id", TRACE));
		Seen second = this.function.around((Object event, Context context) -> {
			abandoned.end();
			return Seen.now();
		}).handleRequest(null, new GivenContext().custom("trace_id", TRACE));
		assertThat(second.property()).isEqualTo(TRACE);
		assertNothingIsLeft();
	}

	@Test
	void theFunctionsFailurePassesUnchanged() {
		IllegalStateException failure = new IllegalStateException("out of stock");
		RequestHandler<Object, Object> failing = this.function.around((event, context) -> {
			throw failure;
		});
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> failing.handleRequest(null, new GivenContext().custom("trace_id", TRACE)))
			.isSameAs(failure);
		assertThat(this.steps).extracting(Step::errorType).containsExactly(IllegalStateException.class.getName());
		assertNothingIsLeft();
	}

	@Test
	void aFailureOfOursDoesNotReachTheFunction() {
		RequestHandler<Object, Object> handler = ContextTraceFunction.builder().ids(() -> {
			throw new LinkageError();
		}).build().around((event, context) -> "answer");
		assertThat(handler.handleRequest(null, new GivenContext())).isEqualTo("answer");
		assertNothingIsLeft();
	}

	@Test
	void insideAnInvocationTheSameContextGoesOn() {
		RequestHandler<Object, Seen> outer = this.function
			.around((event, context) -> this.handler.handleRequest(event, context));
		GivenContext runtime = new GivenContext().trace(TRACE);
		assertThat(outer.handleRequest(null, runtime).fields()).containsEntry("contextKind", "order");
		assertThat(this.steps).hasSize(1);
		assertNothingIsLeft();
	}

	@Test
	void aStreamIsHandedOnByteForByte() throws IOException {
		byte[] event = "{ \"detail\": {\"context\":\"case-1\"} , \"\u00e4\":1 }\n".getBytes(StandardCharsets.UTF_8);
		byte[] large = ("{\"a\":\"" + "x".repeat(3_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
		for (byte[] bytes : List.of(event, large, new byte[0], new byte[] { -1, 0, 1 })) {
			List<String> ids = new ArrayList<>();
			RequestStreamHandler echo = this.function
				.around((InputStream input, java.io.OutputStream output, Context context) -> {
					ids.add(Seen.now().id());
					input.transferTo(output);
				});
			ByteArrayOutputStream output = new ByteArrayOutputStream();
			echo.handleRequest(new ByteArrayInputStream(bytes), output, new GivenContext());
			assertThat(output.toByteArray()).isEqualTo(bytes);
			if (bytes == event) {
				assertThat(ids).containsExactly("case-1");
			}
		}
	}

	@Test
	void aStreamThatFailsFailsInTheHandler() {
		IOException failure = new IOException("reset");
		InputStream input = new InputStream() {

			private int left = 3;

			@Override
			public int read() throws IOException {
				if (--this.left < 0) {
					throw failure;
				}
				return '{';
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				bytes[offset] = (byte) read();
				return 1;
			}

		};
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		RequestStreamHandler echo = this.function
			.around((InputStream in, java.io.OutputStream out, Context context) -> in.transferTo(out));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> echo.handleRequest(input, output, new GivenContext()))
			.isSameAs(failure);
		assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("{{{");
	}

	@Test
	void eachRecordOfABatchHasItsOwnContext() {
		List<String> seen = new ArrayList<>();
		RequestHandler<SQSEvent, String> batch = this.function.around((SQSEvent event, Context context) -> {
			this.function.contexts().forEachRecord(event.getRecords(), (record) -> seen.add(Seen.now().id()));
			return CurrentContext.get().kind();
		});
		SQSEvent event = new SQSEvent();
		event.setRecords(List.of(message("case-1"), message("case-2")));
		assertThat(batch.handleRequest(event, new GivenContext())).isEqualTo("batch");
		assertThat(seen).containsExactly("case-1", "case-2");
		assertThat(this.steps).extracting(Step::name)
			.containsExactly("lambda.record", "lambda.record", "lambda.function");
		assertNothingIsLeft();
	}

	@Test
	void theFirstFailureOfARecordEndsTheBatch() {
		IllegalStateException failure = new IllegalStateException();
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.function.contexts().forEachRecord(List.of(message("a"), message("b")), (record) -> {
				throw failure;
			}))
			.isSameAs(failure);
		assertThat(this.steps).extracting((step) -> step.context().id().value()).containsExactly("a");
		assertNothingIsLeft();
	}

	@Test
	void theThreadsContextDoesNotLeakIn() {
		CurrentContext other = new CurrentContext(List.of());
		try (CurrentContext.Scope scope = other.open(BusinessContext.of(new ContextId("stale"), "session"))) {
			assertThat(this.handler.handleRequest(null, new GivenContext()).id()).isNotEqualTo("stale");
			assertNothingIsLeft();
		}
	}

	@Test
	void invocationsAtTheSameTimeDoNotMix() throws Exception {
		CyclicBarrier all = new CyclicBarrier(4);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<Seen>> seen = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				GivenContext runtime = new GivenContext().custom("context_id", "case-" + i).custom("trace_id", TRACE);
				seen.add(threads.submit(() -> this.function.around((Object event, Context context) -> {
					await(all);
					return Seen.now();
				}).handleRequest(null, runtime)));
			}
			for (int i = 0; i < 40; i++) {
				assertThat(seen.get(i).get(30, TimeUnit.SECONDS).id()).isEqualTo("case-" + i);
				assertThat(seen.get(i).get().fields()).containsEntry("contextId", "case-" + i);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertNothingIsLeft();
	}

	private static void await(CyclicBarrier all) {
		try {
			all.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void ofSeveralFunctionsTheLastOneInvokesOthers() {
		ContextTraceFunction.builder().build();
		LambdaInvocations first = LambdaInvocations.active();
		ContextTraceFunction.builder().build();
		LambdaInvocations second = LambdaInvocations.active();
		assertThat(second).isNotSameAs(first);
		second.close();
		assertThat(LambdaInvocations.active()).as("what was kept of the first").isNotSameAs(first);
	}

	@Test
	void whatAnApplicationHasActivatedGoesBeforeAFunction() {
		ContextListener nobody = new ContextListener() {
		};
		ContextHeaders headers = new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(), nobody);
		try (LambdaInvocations application = LambdaInvocations.activate(headers,
				new FunctionInvocations(headers, nobody, true, false))) {
			ContextTraceFunction.builder().build();
			assertThat(LambdaInvocations.active()).isSameAs(application);
		}
	}

	@Test
	void whatIsNoPathOrKindIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ContextTraceFunction.builder().payloadPath("a..b"));
		assertThatIllegalArgumentException().isThrownBy(() -> ContextTraceFunction.builder().kind("a b").build());
	}

	@Test
	void theEnvironmentIsReadAndWhatIsNotValidIsNotUsed() {
		Map<String, String> variables = Map.of("CONTEXT_TRACE_LAMBDA_KIND", "order",
				"CONTEXT_TRACE_LAMBDA_PAYLOAD_PATH", "detail.context");
		FunctionSettings settings = new FunctionEnvironment(variables::get).settings();
		assertThat(settings).isEqualTo(new FunctionSettings("order", PayloadPath.of("detail.context")));
		Map<String, String> wrong = Map.of("CONTEXT_TRACE_LAMBDA_KIND", "a b", "CONTEXT_TRACE_LAMBDA_PAYLOAD_PATH",
				".");
		assertThat(new FunctionEnvironment(wrong::get).settings())
			.isEqualTo(new FunctionSettings("function", PayloadPath.NONE));
	}

	private static void assertNothingIsLeft() {
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
		assertThat(System.getProperty(XRayTraceHeader.RUNTIME_PROPERTY)).isNull();
		assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
	}

	private static SQSEvent.SQSMessage message(String contextId) {
		SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
		attribute.setStringValue(contextId);
		SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
		message.setMessageAttributes(Map.of("X-Context-Id", attribute));
		return message;
	}

	/**
	 * What a function sees.
	 *
	 * @param id the context id
	 * @param fields the log's fields
	 * @param property the system property of the trace
	 */
	private record Seen(String id, Map<String, String> fields, String property) {

		static Seen now() {
			return new Seen(CurrentContext.get().id().value(), Map.copyOf(MDC.getCopyOfContextMap()),
					System.getProperty(XRayTraceHeader.RUNTIME_PROPERTY));
		}

	}

}
