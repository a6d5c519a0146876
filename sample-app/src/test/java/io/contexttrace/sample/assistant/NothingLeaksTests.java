package io.contexttrace.sample.assistant;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.test.ModelServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole run of the sample application that captures what is said, told every secret of
 * the corpus: none of them may be in anything that leaves it.
 */
class NothingLeaksTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Path CORPUS = Path
		.of("../autoconfigure/src/test/resources/io/contexttrace/llm/redact/secrets.tsv");

	/**
	 * Shorter ones, such as a PIN, are in every scrape by chance.
	 */
	private static final int SHORTEST = 6;

	/**
	 * A document is three calls: one of so many secrets comes as one, too.
	 */
	private static final int DOCUMENTS = 8;

	/**
	 * What fits into a comment.
	 */
	private static final int FEEDBACK = 40;

	private static final String TRACES = "/v1/traces";

	private static final String LOGS = "/v1/logs";

	private static final Map<String, String> LEFT = new LinkedHashMap<>();

	private static List<Secret> secrets = List.of();

	@BeforeAll
	static void runTheApplication(@TempDir Path folder) throws Exception {
		secrets = Secret.readAll(CORPUS);
		try (OtlpInbox inbox = OtlpInbox.open(); ModelServer model = ModelServer.start()) {
			Path output = folder.resolve("output.log");
			SampleProcess sample = SampleProcess.start(output, arguments(inbox, model));
			try (sample) {
				tell(sample);
				LEFT.put("metrics", sample.get("/actuator/prometheus").body());
				LEFT.put("endpoints", endpoints(sample));
			}
			LEFT.put("output", sample.output());
			LEFT.put("spans", inbox.received(TRACES));
			LEFT.put("events", inbox.received(LOGS));
		}
	}

	@AfterAll
	static void forget() {
		LEFT.clear();
	}

	@Test
	void everySecretWasSpoken() {
		assertThat(secrets).hasSizeGreaterThan(150);
		// a record is JSON in the message of a line that is JSON itself
		assertThat(LEFT.get("output")).contains(escaped("\"status\":\"error\""), escaped("\"status\":\"ok\""),
				escaped("\"content\":{\"input\":"), "[EMAIL]");
		assertThat(LEFT.get("spans")).contains("chat ", "context.id");
		assertThat(LEFT.get("events")).contains("gen_ai.client.inference.operation.details", "[EMAIL]");
		assertThat(LEFT.get("metrics")).contains("context_trace_redactions_total{");
		assertThat(LEFT.get("endpoints")).contains("beans", "context-trace");
	}

	@Test
	void noSecretLeavesTheApplication() {
		List<String> leaks = new ArrayList<>();
		for (Secret secret : secrets) {
			LEFT.forEach((exit, text) -> secret.values()
				.stream()
				.filter((value) -> value.length() >= SHORTEST)
				.filter((value) -> isIn(text, value))
				.forEach((value) -> leaks.add(secret.type() + " in " + exit + ": " + value)));
		}
		assertThat(leaks).isEmpty();
	}

	private static List<String> arguments(OtlpInbox inbox, ModelServer model) {
		return List.of("--spring.ai.openai.base-url=" + model.url(), "--spring.ai.openai.api-key=local",
				"--spring.ai.openai.max-retries=0", "--context-trace.content.capture=full",
				"--context-trace.records.otlp-event=true", "--management.tracing.sampling.probability=1",
				"--management.opentelemetry.tracing.export.otlp.endpoint=" + inbox.url(TRACES),
				"--management.opentelemetry.logging.export.otlp.endpoint=" + inbox.url(LOGS),
				"--management.endpoints.web.exposure.include=*", "--management.endpoint.env.show-values=always",
				"--management.endpoint.configprops.show-values=always");
	}

	private static void tell(SampleProcess sample) throws Exception {
		for (int i = 0; i < secrets.size(); i++) {
			String sentence = secrets.get(i).sentence();
			sample.postJson("/chat", Map.of("message", sentence));
			sample.get("/chat/stream?message=" + encoded("[echo] [bits] " + sentence));
			sample.postJson("/chat", Map.of("message", "[quote] " + sentence));
			// the model cleans documents of markup, and a bare word is no secret to
			// anybody
			if (i % DOCUMENTS == 0 && !sentence.contains("<")) {
				sample.postJson("/documents", Map.of("text", sentence));
			}
		}
		sample.get("/chat/stream?message=" + encoded("[mid-error] " + secrets.get(0).sentence()));
		sample.get("/chat/stream?message=" + encoded("[quote] " + secrets.get(0).sentence()));
		sample.postJson("/context-trace/feedback", Map.of("contextId", "any", "name", "user_rating", "comment",
				String.join("\n", secrets.stream().limit(FEEDBACK).map(Secret::sentence).toList())));
	}

	private static String endpoints(SampleProcess sample) throws Exception {
		StringBuilder all = new StringBuilder();
		JsonNode links = JSON.readTree(sample.get("/actuator").body()).path("_links");
		for (String name : links.propertyNames()) {
			if (!links.path(name).path("templated").asBoolean() && !name.equals("heapdump")) {
				all.append(sample.get("/actuator/" + (name.equals("self") ? "" : name)).body()).append('\n');
			}
		}
		return all.toString();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static boolean isIn(String text, String value) {
		String once = escaped(value);
		return text.contains(value) || text.contains(once) || text.contains(escaped(once));
	}

	private static String escaped(String value) {
		String json = JSON.writeValueAsString(value);
		return json.substring(1, json.length() - 1);
	}

	/**
	 * An entry of the corpus.
	 *
	 * @param type what sort of secret it has
	 * @param values the secrets themselves
	 * @param sentence the sentence that they are in
	 */
	private record Secret(String type, List<String> values, String sentence) {

		static List<Secret> readAll(Path corpus) throws Exception {
			return Files.readAllLines(corpus)
				.stream()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.replace("{+}", "").replace("{nl}", "\n").split("\t", -1))
				.map((columns) -> new Secret(columns[0], List.of(columns[1].split(" \\|\\| ", -1)), columns[2]))
				.toList();
		}

	}

}
