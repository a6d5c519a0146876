package io.contexttrace.test.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.Prompt;
import io.contexttrace.Rejection;
import io.contexttrace.Step;
import io.contexttrace.llm.Cost;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Stage;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.contexttrace.metrics.ContextMeters;
import io.contexttrace.metrics.FeedbackMeters;
import io.contexttrace.metrics.LlmCallMeters;
import io.contexttrace.metrics.MeterLimits;
import io.contexttrace.test.Needs;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeterScrapeTests {

	private static final LlmRequest REQUEST = new LlmRequest("chat", "openai", "gpt", false, Map.of());

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	@BeforeEach
	void measure() {
		measureContexts(new ContextMeters(this.registry, 100));
		LlmCallMeters calls = new LlmCallMeters(this.registry, new MeterLimits(100, 1000), true);
		LlmResponse response = new LlmResponse("gpt-2026", "id-1", List.of("stop"),
				new LlmUsage(1200L, 80L, 1000L, 200L, 30L));
		calls.finished(call(response, LlmCallStatus.OK, null, null));
		calls.finished(call(response, LlmCallStatus.OK, null, 12L));
		calls.finished(call(LlmResponse.NONE, LlmCallStatus.ERROR, "com.example.ServerException", null));
		calls.finished(call(LlmResponse.NONE, LlmCallStatus.CANCELLED, null, 2L));
		calls.finished(call(response, LlmCallStatus.OK, null, null)
			.withCost(new Cost(new BigDecimal("0.00125"), "USD", "2026-11")));
		LlmCall call = call(response, LlmCallStatus.OK, null, null);
		calls.finished(call.withRequest(new LlmRequest("embeddings", "openai", "embed", false, Map.of())));
		calls
			.finished(call.withRequest(new LlmRequest("execute_tool", null, null, false, Map.of("tool", "findOrder"))));
		calls.finished(call.withRequest(new LlmRequest("retrieval", "pgvector", null, false, Map.of())));
		calls.finished(call
			.withRequest(new LlmRequest("chat", "openai", "gpt", false, Map.of(), new Prompt("greeting", "7", null))));
		measureFeedback(new FeedbackMeters(this.registry, 100),
				JudgedCall.of(call(response, LlmCallStatus.OK, null, null)));
	}

	@Test
	void namesAreThoseOfTheConventions() {
		assertThat(this.registry.scrape().lines().filter((line) -> line.startsWith("# TYPE")))
			.containsExactlyInAnyOrder("# TYPE gen_ai_client_inference_duration_seconds histogram",
					"# TYPE gen_ai_client_inference_duration_seconds_max gauge",
					"# TYPE gen_ai_client_inference_time_to_first_chunk_seconds histogram",
					"# TYPE gen_ai_client_inference_time_to_first_chunk_seconds_max gauge",
					"# TYPE gen_ai_client_inference_time_per_output_chunk_seconds histogram",
					"# TYPE gen_ai_client_inference_time_per_output_chunk_seconds_max gauge",
					"# TYPE gen_ai_client_inference_usage_input_tokens_total counter",
					"# TYPE gen_ai_client_inference_usage_output_tokens_total counter",
					"# TYPE gen_ai_client_inference_usage_cache_read_input_tokens_total counter",
					"# TYPE gen_ai_client_inference_usage_cache_write_input_tokens_total counter",
					"# TYPE gen_ai_client_inference_usage_reasoning_output_tokens_total counter",
					"# TYPE gen_ai_client_inference_operation_input_tokens histogram",
					"# TYPE gen_ai_client_inference_operation_input_tokens_max gauge",
					"# TYPE gen_ai_client_inference_operation_output_tokens histogram",
					"# TYPE gen_ai_client_inference_operation_output_tokens_max gauge",
					"# TYPE gen_ai_client_embeddings_duration_seconds histogram",
					"# TYPE gen_ai_client_embeddings_duration_seconds_max gauge",
					"# TYPE gen_ai_client_embeddings_operation_input_tokens histogram",
					"# TYPE gen_ai_client_embeddings_operation_input_tokens_max gauge",
					"# TYPE gen_ai_execute_tool_duration_seconds histogram",
					"# TYPE gen_ai_execute_tool_duration_seconds_max gauge",
					"# TYPE gen_ai_client_operation_duration_seconds histogram",
					"# TYPE gen_ai_client_operation_duration_seconds_max gauge",
					"# TYPE context_trace_llm_stage_duration_seconds histogram",
					"# TYPE context_trace_llm_stage_duration_seconds_max gauge",
					"# TYPE context_trace_llm_cost_total counter", "# TYPE context_trace_llm_unpriced_total counter",
					"# TYPE context_trace_context_issued_total counter",
					"# TYPE context_trace_context_rejected_total counter",
					"# TYPE context_trace_records_dropped_total counter",
					"# TYPE context_trace_evaluation_results_total counter",
					"# TYPE context_trace_evaluation_score histogram",
					"# TYPE context_trace_evaluation_score_max gauge",
					"# TYPE context_trace_evaluation_score_negative histogram",
					"# TYPE context_trace_evaluation_score_negative_max gauge",
					"# TYPE context_trace_step_duration_seconds histogram",
					"# TYPE context_trace_step_duration_seconds_max gauge");
	}

	@Test
	void costIsAnAmountOfItsCurrency() {
		assertThat(this.registry.scrape().lines())
			.contains("context_trace_llm_cost_total{currency=\"USD\",model=\"gpt-2026\",provider=\"openai\"} 0.00125");
	}

	@Test
	void promptsAreTags() {
		assertThat(this.registry.scrape()
			.lines()
			.filter((line) -> line.startsWith("gen_ai_client_inference_duration_seconds_count{")))
			.anyMatch((line) -> line.contains("gen_ai_prompt_name=\"greeting\",gen_ai_prompt_version=\"7\""))
			.allMatch((line) -> line.contains("gen_ai_prompt_name=") && line.contains("gen_ai_prompt_version="));
	}

	@Test
	void bucketsAreThoseOfTheConventions() {
		assertThat(this.registry.scrape()
			.lines()
			.filter((line) -> line.startsWith("gen_ai_client_inference_duration_seconds_bucket{error_type=\"none\""))
			.filter((line) -> line.contains("gen_ai_prompt_name=\"none\""))
			.map((line) -> line.replaceAll(".*le=\"([^\"]+)\".*", "$1"))).containsExactly("0.01", "0.02", "0.04",
					"0.08", "0.16", "0.32", "0.64", "1.28", "2.56", "5.12", "10.24", "20.48", "40.96", "81.92", "+Inf");
	}

	@Test
	@Needs(value = "promtool", debianPackage = "prometheus")
	void promtoolHasNothingToSay() throws Exception {
		Process promtool = new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
		try (OutputStream input = promtool.getOutputStream()) {
			input.write(this.registry.scrape().getBytes(StandardCharsets.UTF_8));
		}
		assertThat(text(promtool.getInputStream())).isEmpty();
		assertThat(promtool.waitFor()).isZero();
	}

	private static String text(InputStream output) throws IOException {
		return new String(output.readAllBytes(), StandardCharsets.UTF_8);
	}

	private static void measureContexts(ContextMeters contexts) {
		BusinessContext context = BusinessContext.of(new ContextId("c-1"), "session");
		contexts.issued(context, "http.server");
		contexts.rejected(new Rejection("http.server", Rejection.Reason.MALFORMED));
		contexts.lost("log", "queue_full", 2);
		contexts
			.finished(new Step(context, "http.server", Instant.EPOCH, Duration.ofMillis(40), Step.Outcome.OK, null));
	}

	private static void measureFeedback(FeedbackMeters meters, JudgedCall call) {
		Feedback feedback = Feedback.onRequest("r-1", "user_rating").withLabel("fair");
		meters.given(new GivenFeedback(feedback.withScore(0.5), call));
		meters.given(new GivenFeedback(feedback.withScore(-1), null));
	}

	private static LlmCall call(LlmResponse response, LlmCallStatus status, @Nullable String errorType,
			@Nullable Long chunks) {
		Duration firstChunk = (chunks != null) ? Duration.ofMillis(150) : null;
		return new LlmCall(new LlmCall.Ids("r-1", null, null, null, null, null), null, REQUEST, response,
				new LlmCall.Outcome(status, errorType),
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(1500), firstChunk, chunks,
						Map.of(Stage.MODEL, Duration.ofMillis(1500), Stage.BEFORE_MODEL, Duration.ofMillis(3))));
	}

}
