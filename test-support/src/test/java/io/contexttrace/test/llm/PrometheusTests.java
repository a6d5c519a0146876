package io.contexttrace.test.llm;

import java.nio.file.Path;
import java.time.Duration;

import io.contexttrace.test.ModelServer;
import io.contexttrace.test.Needs;
import io.contexttrace.test.RecordedCalls;
import io.contexttrace.test.metrics.PrometheusServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus takes what the application offers, exemplars of sampled traces
 * included.
 */
@Needs(value = "prometheus", debianPackage = "prometheus")
class PrometheusTests {

	@Test
	void prometheusTakesTheScrape(@TempDir Path folder) throws Exception {
		try (ModelServer model = ModelServer.start();
				ConfigurableApplicationContext application = AssistantApplication.run(model.url(),
						"context-trace.pricing.models[0].model=test-model*",
						"context-trace.pricing.models[0].input=1000", "context-trace.pricing.models[0].output=1000")) {
			AssistantClient client = AssistantClient.of(application);
			client.get("/call", "What is a context?", "X-Context-Id", "an-id-of-its-own");
			client.get("/stream", "What is a context?", "X-Context-Id", "an-id-of-its-own");
			client.get("/stream", "[fail]", "X-Context-Id", "an-id-of-its-own");
			application.getBean(RecordedCalls.class).await(3, Duration.ofSeconds(10));
			try (PrometheusServer prometheus = PrometheusServer.scraping(client.port(), folder)) {
				assertThat(prometheus.awaitScrape()).isEmpty();
				assertThat(count(prometheus, "gen_ai_client_inference_duration_seconds_count")).isEqualTo(3);
				assertThat(count(prometheus, "gen_ai_client_inference_time_to_first_chunk_seconds_count")).isEqualTo(1);
				assertThat(count(prometheus, "context_trace_step_duration_seconds_count{name=\"chat\"}")).isEqualTo(3);
				assertThat(prometheus.query("context_trace_llm_cost_total{currency=\"USD\"} > 0").size()).isPositive();
				assertThat(count(prometheus, "context_trace_llm_unpriced_total{reason=\"failed\"}")).isEqualTo(1);
				assertThat(prometheus.query("{__name__=~\".+\"}").toString()).doesNotContain("an-id-of-its-own");
			}
		}
	}

	private static int count(PrometheusServer prometheus, String selector) throws Exception {
		return Integer.parseInt(prometheus.query("sum(" + selector + ")").at("/0/value/1").asString("0"));
	}

}
