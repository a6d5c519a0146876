package io.contexttrace.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about records says what the schema says, and shows a record that is one.
 */
class LlmRecordDocumentationTests {

	private static final String PAGE = "docs/llm-records.md";

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

	private final JsonMapper mapper = new JsonMapper();

	@Test
	void theTableHasExactlyTheFieldsOfTheSchema() throws IOException {
		Set<String> fields = new LinkedHashSet<>();
		JsonNode schema = read("/META-INF/context-trace/llm-call.schema.json");
		collect(schema, schema, "", new ArrayList<>(), fields);
		assertThat(documented()).as("The fields in %s", PAGE).containsExactlyInAnyOrderElementsOf(fields);
	}

	@Test
	void theTableOfStatusesHasExactlyThoseOfTheSchema() throws IOException {
		List<String> statuses = read("/META-INF/context-trace/llm-call.schema.json").at("/properties/status/enum")
			.valueStream()
			.map(JsonNode::asString)
			.toList();
		assertThat(cells(section("## Statuses"))).containsExactlyElementsOf(statuses);
	}

	@Test
	void theExampleIsTheGoldenRecord() throws IOException {
		Matcher example = EXAMPLE.matcher(Files.readString(Documentation.ROOT.resolve(PAGE)));
		assertThat(example.find()).isTrue();
		assertThat(this.mapper.readTree(example.group(1)))
			.hasToString(read("/io/contexttrace/sink/full-record.json").toString());
	}

	private static List<String> documented() throws IOException {
		return cells(section("## Fields"));
	}

	private static List<String> section(String heading) throws IOException {
		return Files.readAllLines(Documentation.ROOT.resolve(PAGE))
			.stream()
			.dropWhile((line) -> !line.equals(heading))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("## "))
			.toList();
	}

	/**
	 * What the first cells of the rows have as code.
	 */
	private static List<String> cells(List<String> lines) {
		return lines.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.substring(0, line.indexOf('|', 1)))
			.flatMap((cell) -> CODE.matcher(cell).results().map((MatchResult match) -> match.group(1)))
			.toList();
	}

	/**
	 * A definition that is used twice is documented where it is used first.
	 */
	private static void collect(JsonNode schema, JsonNode node, String path, List<String> seen, Set<String> fields) {
		String reference = node.path("$ref").asString("");
		if (!reference.isEmpty()) {
			if (!seen.contains(reference)) {
				seen.add(reference);
				collect(schema, schema.at(reference.substring(1)), path, seen, fields);
			}
			return;
		}
		node.path("properties").propertyStream().forEach((property) -> {
			boolean list = property.getValue().path("type").asString("").equals("array");
			String name = path + property.getKey() + (list ? "[]" : "");
			fields.add(name);
			JsonNode value = list ? property.getValue().path("items") : property.getValue();
			collect(schema, value, name + ".", seen, fields);
		});
	}

	private JsonNode read(String resource) throws IOException {
		try (InputStream file = LlmRecordDocumentationTests.class.getResourceAsStream(resource)) {
			return this.mapper.readTree(file);
		}
	}

}
