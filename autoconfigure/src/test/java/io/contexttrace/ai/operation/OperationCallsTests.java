package io.contexttrace.ai.operation;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.TraceReference;
import io.contexttrace.UserCall;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Pricing;
import io.contexttrace.propagation.ObservationSpans;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.EmbeddingResponseMetadata;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.openai.OpenAiImageOptions;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;
import org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

import static org.assertj.core.api.Assertions.assertThat;

class OperationCallsTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("c-1"), "session");

	private static final ToolDefinition TOOL = ToolDefinition.builder()
		.name("order")
		.description("Looks up an order")
		.inputSchema("{}")
		.build();

	private final CurrentContext contexts = new CurrentContext(List.of());

	private FinishedCall recorded;

	@Test
	void belongsToTheUsersCallWhereverItEnds() throws Exception {
		EmbeddingModelObservationContext observed = embedding();
		Observation observation;
		ContextSnapshot held = this.contexts.withUserCall(
				this.contexts.snapshot(CONTEXT,
						new TraceReference("0".repeat(31) + "1", "1-00000000-1", true, Map.of())),
				new UserCall("user-call", "conversation"));
		try (CurrentContext.Scope scope = this.contexts.withRequest(held, "model-call").open()) {
			observation = Observation.createNotStarted("test", () -> observed, registry(ContentCapture.NONE)).start();
		}
		Thread other = new Thread(observation::stop);
		other.start();
		other.join();
		LlmCall call = this.recorded.call();
		assertThat(call.context()).isEqualTo(CONTEXT);
		assertThat(call.ids().parentRequestId()).isEqualTo("user-call");
		assertThat(call.ids().conversationId()).isEqualTo("conversation");
		assertThat(call.ids().requestId()).isNotBlank().isNotIn("user-call", "model-call");
		assertThat(call.ids().traceId()).isEqualTo("0".repeat(31) + "1");
		assertThat(call.ids().xrayTraceId()).isEqualTo("1-00000000-1");
		assertThat(this.recorded.raw().content()).isNull();
	}

	@Test
	void belongsToTheCallToAModelWhereThereIsNoUsersCall() {
		try (CurrentContext.Scope scope = this.contexts.openRequest("model-call")) {
			record(embedding(), ContentCapture.NONE);
		}
		assertThat(this.recorded.call().ids().parentRequestId()).isEqualTo("model-call");
	}

	@Test
	void recordsATool() {
		ToolCallingObservationContext observed = tool();
		observed.setToolCallResult("shipped");
		record(observed, ContentCapture.FULL);
		LlmCall call = this.recorded.call();
		assertThat(call.request().operation()).isEqualTo("execute_tool");
		assertThat(call.request().model()).isNull();
		assertThat(call.request().provider()).isNull();
		assertThat(call.request().parameters())
			.isEqualTo(Map.of("tool", "order", "toolType", "function", "toolCallId", "call-1"));
		assertThat(call.outcome().status()).isEqualTo(LlmCallStatus.OK);
		LlmContent content = this.recorded.raw().content();
		assertThat(content.input()).singleElement()
			.extracting(LlmContent.Message::toolCalls)
			.isEqualTo(List.of(new LlmContent.ToolCall("call-1", "order", LlmContent.Text.of("{\"id\":1}"))));
		assertThat(content.output()).containsExactly(new LlmContent.Message("tool", LlmContent.Text.of("shipped"),
				List.of(), new LlmContent.ToolCall("call-1", "order", null)));
		assertThat(this.recorded.raw().size()).isEqualTo(15);
	}

	@Test
	void recordsAToolThatFailedAlthoughTheModelIsTold() {
		ToolCallingObservationContext observed = tool();
		ObservationRegistry registry = registry(ContentCapture.FULL);
		ToolExecutionExceptionProcessor failures = new NotedToolFailures(() -> registry)
			.before((failure) -> "told the model");
		Observation.createNotStarted("test", () -> observed, registry)
			.observe(() -> observed.setToolCallResult(
					failures.process(new ToolExecutionException(TOOL, new IllegalStateException("no such order")))));
		assertThat(this.recorded.call().outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(this.recorded.call().outcome().errorType()).isEqualTo(IllegalStateException.class.getName());
		assertThat(this.recorded.raw().errorMessage()).isEqualTo("no such order");
		assertThat(this.recorded.raw().content().output()).extracting((message) -> message.text().value())
			.containsExactly("told the model");
	}

	@Test
	void recordsAnEmbedding() {
		record(embedding(), ContentCapture.FULL);
		LlmCall call = this.recorded.call();
		assertThat(call.request().operation()).isEqualTo("embeddings");
		assertThat(call.request().provider()).isEqualTo("gcp.vertex_ai");
		assertThat(call.request().model()).isEqualTo("small");
		assertThat(call.request().parameters()).isEqualTo(Map.of("texts", 2, "dimensions", 8));
		assertThat(call.response().model()).isEqualTo("small-1");
		assertThat(call.response().usage()).isEqualTo(new LlmUsage(7L, null, null, null, null));
		assertThat(this.recorded.raw().content().input()).extracting((message) -> message.text().value())
			.containsExactly("one", "two");
	}

	@Test
	void recordsAnEmbeddingWhoseModelIsNotTold() {
		EmbeddingModelObservationContext observed = embedding();
		EmbeddingResponseMetadata metadata = new EmbeddingResponseMetadata();
		metadata.setModel(null);
		metadata.setUsage(new DefaultUsage(7, 0, 7));
		observed.setResponse(new EmbeddingResponse(List.of(), metadata));
		record(observed, ContentCapture.NONE);
		assertThat(this.recorded.call().response().model()).isNull();
		assertThat(this.recorded.call().response().usage().input()).isEqualTo(7);
	}

	@Test
	void recordsAnOperationOfWhichNothingCanBeRead() {
		ToolCallingObservationContext observed = ToolCallingObservationContext.builder()
			.toolDefinition(new UnreadableTool())
			.toolCallArguments("{}")
			.build();
		record(observed, ContentCapture.FULL);
		assertThat(this.recorded.call().request().operation()).isEqualTo("execute_tool");
		assertThat(this.recorded.call().outcome().status()).isEqualTo(LlmCallStatus.OK);
		assertThat(this.recorded.raw().content().input()).isEmpty();
	}

	@Test
	void recordsAFailureThatCannotSayWhatCausedIt() {
		EmbeddingModelObservationContext observed = embedding();
		observed.setError(new IllegalStateException() {

			@Override
			public synchronized Throwable getCause() {
				throw new IllegalArgumentException("no cause");
			}

		});
		record(observed, ContentCapture.NONE);
		assertThat(this.recorded.call().outcome().status()).isEqualTo(LlmCallStatus.ERROR);
	}

	@Test
	void recordsAFailure() {
		EmbeddingModelObservationContext observed = EmbeddingModelObservationContext.builder()
			.embeddingRequest(new EmbeddingRequest(List.of("one"), null))
			.provider("openai")
			.build();
		observed.setError(new IllegalStateException("refused"));
		record(observed, ContentCapture.NONE);
		assertThat(this.recorded.call().outcome().status()).isEqualTo(LlmCallStatus.ERROR);
		assertThat(this.recorded.call().response().usage().isReported()).isFalse();
		assertThat(this.recorded.raw().errorMessage()).isEqualTo("refused");
	}

	@Test
	void recordsARetrieval() {
		VectorStoreObservationContext observed = VectorStoreObservationContext
			.builder("pg_vector", VectorStoreObservationContext.Operation.QUERY)
			.collectionName("handbook")
			.queryRequest(SearchRequest.builder().query("secret?").topK(3).similarityThreshold(0.5).build())
			.queryResponse(List.of(Document.builder().id("d-1").text("text").score(0.75).build()))
			.build();
		record(observed, ContentCapture.FULL);
		LlmCall call = this.recorded.call();
		assertThat(call.request().operation()).isEqualTo("retrieval");
		assertThat(call.request().provider()).isEqualTo("pg_vector");
		assertThat(call.request().parameters())
			.isEqualTo(Map.of("collection", "handbook", "topK", 3, "similarityThreshold", 0.5));
		assertThat(this.recorded.raw().content().input()).extracting((message) -> message.text().value())
			.containsExactly("secret?");
		assertThat(this.recorded.raw().content().documents()).containsExactly(new LlmContent.Document("d-1", 0.75));
	}

	@Test
	void recordsNothingOfWhatIsAddedToAStore() {
		record(VectorStoreObservationContext.builder("simple", VectorStoreObservationContext.Operation.ADD).build(),
				ContentCapture.FULL);
		assertThat(this.recorded).isNull();
	}

	@Test
	void recordsAnImageButNotItsData() {
		ImageModelObservationContext observed = ImageModelObservationContext.builder()
			.imagePrompt(
					new ImagePrompt("A lamp", OpenAiImageOptions.builder().model("painter").n(3).quality("hd").build()))
			.provider("openai")
			.build();
		observed.setResponse(new ImageResponse(List.of(new ImageGeneration(new Image(null, "aGVsbG8=")),
				new ImageGeneration(new Image("data:image/png;base64,aGVsbG8=", null)),
				new ImageGeneration(new Image("https://images.example.com/1.png?signature=abc", null)))));
		record(observed, ContentCapture.FULL);
		LlmCall call = this.recorded.call();
		assertThat(call.request().operation()).isEqualTo("generate_content");
		assertThat(call.request().model()).isEqualTo("painter");
		assertThat(call.request().parameters()).isEqualTo(Map.of("outputType", "image", "n", 3, "quality", "hd"));
		assertThat(call.response().usage().isReported()).isFalse();
		assertThat(this.recorded.raw().content().output()).extracting(LlmContent.Message::text)
			.containsExactly(new LlmContent.Text(8, null, false), new LlmContent.Text(30, null, false),
					new LlmContent.Text(46, "https://images.example.com/1.png", true));
	}

	private void record(Observation.Context observed, ContentCapture capture) {
		Observation.createNotStarted("test", () -> observed, registry(capture)).start().stop();
	}

	private ObservationRegistry registry(ContentCapture capture) {
		Consumer<FinishedCall> handover = (call) -> this.recorded = call;
		OperationCalls calls = new OperationCalls(() -> new LlmCallRecorder(List.of(), new ContextListener() {
		}, Pricing.unknown(), handover), capture, ObservationSpans.none());
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new ToolCallObservationHandler(calls))
			.observationHandler(new EmbeddingObservationHandler(calls))
			.observationHandler(new RetrievalObservationHandler(calls))
			.observationHandler(new ImageObservationHandler(calls));
		return registry;
	}

	private static ToolCallingObservationContext tool() {
		return ToolCallingObservationContext.builder()
			.toolDefinition(TOOL)
			.toolCallId("call-1")
			.toolCallArguments("{\"id\":1}")
			.build();
	}

	private static EmbeddingModelObservationContext embedding() {
		EmbeddingModelObservationContext observed = EmbeddingModelObservationContext.builder()
			.embeddingRequest(new EmbeddingRequest(List.of("one", "two"),
					EmbeddingOptions.builder().model("small").dimensions(8).build()))
			.provider("vertex_ai")
			.build();
		observed.setResponse(
				new EmbeddingResponse(List.of(), new EmbeddingResponseMetadata("small-1", new DefaultUsage(7, 0, 7))));
		return observed;
	}

	/**
	 * A tool that cannot even say its name.
	 */
	private record UnreadableTool() implements ToolDefinition {

		@Override
		public String name() {
			throw new IllegalStateException("unreadable");
		}

		@Override
		public String description() {
			return "";
		}

		@Override
		public String inputSchema() {
			return "{}";
		}

	}

}
