package io.contexttrace.test;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the result of a tool into words.
 */
final class ToolResult {

	private static final JsonMapper JSON = JsonMapper.shared();

	private ToolResult() {
	}

	/**
	 * Put the results into words.
	 * @param results what the tools answered, JSON or plain text
	 * @return a sentence for each result
	 */
	static String inWords(List<String> results) {
		return results.stream().map(ToolResult::inWords).collect(Collectors.joining(" "));
	}

	private static String inWords(String result) {
		try {
			JsonNode json = JSON.readTree(result);
			return json.isObject() ? "This is what I found: " + describe(json) + "." : json.asString(result);
		}
		catch (JacksonException ex) {
			return result;
		}
	}

	private static String describe(JsonNode json) {
		if (json.isObject()) {
			return json.properties()
				.stream()
				.filter((property) -> !property.getValue().isNull())
				.map((property) -> label(property.getKey()) + " " + describe(property.getValue()))
				.collect(Collectors.joining(", "));
		}
		if (json.isArray()) {
			return json.valueStream().map(ToolResult::describe).collect(Collectors.joining(" and "));
		}
		return json.asString("");
	}

	private static String label(String name) {
		return name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").replace('_', ' ').toLowerCase(Locale.ROOT);
	}

}
