package io.contexttrace.hop.tracing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OpenTelemetry's environment variables, in a process of its own that has them.
 */
class OtelVariablesTests {

	@Test
	void whatSpringBootReadsWorks() throws Exception {
		try (SpanCollector collector = SpanCollector.start(SpanCollector.Transport.GRPC)) {
			String output = run(
					Map.of("OTEL_SERVICE_NAME", "shop", "OTEL_RESOURCE_ATTRIBUTES",
							"deployment.environment.name=staging,team=orders", "OTEL_EXPORTER_OTLP_ENDPOINT",
							collector.endpoint(), "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
							"OTEL_EXPORTER_OTLP_COMPRESSION", "gzip", "OTEL_TRACES_SAMPLER", "always_on",
							"OTEL_PROPAGATORS", "xray,baggage", "OTEL_BSP_SCHEDULE_DELAY", "50"),
					"--context-trace.records.environment=production", "--spring.application.version=1.2.3");
			CollectedSpan span = collector.await((candidate) -> candidate.name().equals("done"));
			assertThat(span.resource()).containsEntry("service.name", "shop")
				.containsEntry("service.version", "1.2.3")
				.containsEntry("deployment.environment.name", "staging")
				.containsEntry("team", "orders");
			assertThat(output).contains("sends [X-Amzn-Trace-Id]");
			// Boot says that it does not know X-Ray; nobody says anything else
			assertThat(output.lines().filter((line) -> line.contains("OTEL_"))).singleElement()
				.satisfies((line) -> assertThat(line).contains("Unsupported propagator 'xray'"));
		}
	}

	@Test
	void theVariableWinsOverSpringBootsPropertyAndOurPropertyOverTheVariable() throws Exception {
		try (SpanCollector collector = SpanCollector.start(SpanCollector.Transport.HTTP)) {
			String output = run(
					Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", collector.endpoint(), "OTEL_TRACES_SAMPLER",
							"always_off", "OTEL_PROPAGATORS", "b3", "OTEL_LOG_LEVEL", "debug"),
					"--management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/",
					"--context-trace.sampling.strategy=always_on", "--context-trace.trace.produce=w3c");
			collector.await((candidate) -> candidate.name().equals("done"));
			assertThat(output).contains("sends [traceparent]")
				.contains("OTEL_TRACES_SAMPLER has no effect")
				.contains("OTEL_LOG_LEVEL: not read");
		}
	}

	private static String run(Map<String, String> variables, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), OneSpanApplication.class.getName(),
						"--spring.main.banner-mode=off", "--spring.main.web-application-type=none",
						"--spring.ai.openai.api-key=none", "--management.otlp.metrics.export.enabled=false"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("OTEL_"));
		builder.environment().putAll(variables);
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
