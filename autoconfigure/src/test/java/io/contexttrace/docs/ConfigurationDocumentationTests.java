package io.contexttrace.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of properties says what the metadata says.
 */
class ConfigurationDocumentationTests {

	private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

	private static final String PAGE = "docs/configuration.md";

	private static final String OURS = "context-trace.";

	@Test
	void everyPropertyHasADescription() throws IOException {
		assertThat(properties()).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString(""))
				.as("The description of %s, from the @param of its record", name(property))
				.isNotBlank());
	}

	@Test
	void theTableHasExactlyTheRowsOfTheMetadata() throws IOException {
		Map<String, String> expected = new TreeMap<>();
		properties().forEach((property) -> expected.put(name(property), row(property)));
		List<String> rows = Files.readAllLines(Documentation.ROOT.resolve(PAGE))
			.stream()
			.filter((line) -> line.startsWith("| `" + OURS))
			.toList();
		assertThat(rows)
			.as("The table of properties in %s. These rows are right:%n%n%s%n", PAGE,
					String.join(System.lineSeparator(), expected.values()))
			.containsExactlyElementsOf(expected.values());
	}

	@Test
	void theReadmeNamesPropertiesThatExistWithTheirDefaults() throws IOException {
		List<String> expected = properties().stream()
			.map((property) -> "| `%s` | %s |".formatted(name(property), defaultValue(property.path("defaultValue"))))
			.map((row) -> row.replace("|  |", "| |"))
			.toList();
		assertThat(Files.readAllLines(Documentation.ROOT.resolve("README.md")))
			.filteredOn((line) -> line.startsWith("| `" + OURS))
			.isNotEmpty()
			.allSatisfy((line) -> assertThat(expected).anyMatch(line::startsWith));
	}

	private static List<JsonNode> properties() throws IOException {
		try (InputStream metadata = ConfigurationDocumentationTests.class.getResourceAsStream(METADATA)) {
			assertThat(metadata).as("The metadata that the build generates").isNotNull();
			return new JsonMapper().readTree(metadata)
				.get("properties")
				.valueStream()
				.filter((property) -> name(property).startsWith(OURS))
				.toList();
		}
	}

	private static String row(JsonNode property) {
		return "| `%s` | %s | %s | %s |".formatted(name(property), type(property.path("type").asString("")),
				defaultValue(property.path("defaultValue")),
				property.path("description").asString("").replace("|", "\\|"));
	}

	/**
	 * The simple name of a type, with that of its elements.
	 */
	private static String type(String name) {
		return "`" + name.replaceAll("[\\w.$]*[.$](\\w+)", "$1") + "`";
	}

	private static String defaultValue(JsonNode value) {
		String text = value.isArray() ? String.join(", ", value.valueStream().map(JsonNode::asString).toList())
				: value.asString("");
		return text.isEmpty() ? "" : "`" + text + "`";
	}

	private static String name(JsonNode property) {
		return property.get("name").asString();
	}

}
