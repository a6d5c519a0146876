package io.contexttrace.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.feedback.JudgedCalls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published schema says what the records of feedback are, and the page describes each
 * field.
 */
class FeedbackSchemaTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final JudgedCall CALL = JudgedCall.of(JudgedCalls.chat("r-1", "u-1", "c-1"));

	private final EvaluationJson json = new EvaluationJson(new ServiceIdentity("shop", "1.2", "test"));

	private JsonNode schema;

	@BeforeEach
	void read() throws IOException {
		this.schema = new JsonMapper().readTree(Files.readString(DOCS.resolve("schema/feedback-record.schema.json")));
	}

	@Test
	void fullRecordHasExactlyTheFieldsOfTheSchema() {
		BusinessContext context = BusinessContext.of(new ContextId("c-1"), "session").withUser("u");
		JudgedCall full = new JudgedCall(CALL.ids(), context, CALL.model(), CALL.prompt(), CALL.at());
		Feedback feedback = Feedback.onRequest("r-1", "user_rating")
			.withScore(0.5)
			.withLabel("fair")
			.withComment("so so");
		JsonNode record = written(new FeedbackRecord(feedback, full, Map.of("email", 2)));
		assertFits(record);
		assertThat(record.propertyNames())
			.containsExactlyInAnyOrderElementsOf(this.schema.get("properties").propertyNames());
	}

	@Test
	void otherRecordsFitTheSchema() {
		Feedback onContext = Feedback.onContext(new ContextId("c-1"), "user_rating").withScore(-2);
		Feedback onResponse = Feedback.onResponse("answer-1", "user_rating").withLabel("up").from("support");
		assertFits(written(new FeedbackRecord(onContext, CALL, Map.of())));
		assertFits(written(new FeedbackRecord(onContext, null, Map.of())));
		assertFits(written(new FeedbackRecord(onResponse, null, Map.of())));
	}

	@Test
	void pageDescribesEachField() throws IOException {
		List<String> rows = Files.readAllLines(DOCS.resolve("feedback.md"))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.toList();
		assertThat(this.schema.get("properties").propertyNames())
			.allSatisfy((field) -> assertThat(rows).anyMatch((row) -> row.contains("`" + field + "`")));
	}

	private JsonNode written(FeedbackRecord record) {
		return new JsonMapper().readTree(this.json.write(record));
	}

	private void assertFits(JsonNode record) {
		JsonNode properties = this.schema.get("properties");
		assertThat(properties.propertyNames()).containsAll(record.propertyNames());
		this.schema.get("required").forEach((name) -> assertThat(record.has(name.stringValue())).isTrue());
		assertThat(this.schema.get("anyOf").valueStream())
			.anyMatch((choice) -> record.has(choice.at("/required/0").stringValue()));
		record.forEachEntry((name, value) -> assertFits(name, value, properties.get(name)));
	}

	private static void assertFits(String name, JsonNode value, JsonNode property) {
		switch (property.path("type").asString("const")) {
			case "string" -> assertThat(value.stringValue()).as(name)
				.matches(property.path("pattern").asString("(?s).*"))
				.hasSizeBetween(property.path("minLength").asInt(0), property.path("maxLength").asInt(10_000));
			case "number" -> assertThat(value.isNumber()).as(name).isTrue();
			case "object" ->
				assertThat(value.valueStream()).as(name).allMatch((count) -> count.isInt() && count.intValue() >= 1);
			default -> assertThat(value).as(name).isEqualTo(property.get("const"));
		}
	}

}
