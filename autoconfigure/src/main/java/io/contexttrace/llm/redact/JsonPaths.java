package io.contexttrace.llm.redact;

import java.util.Collection;
import java.util.List;

/**
 * The application's JSON paths, for the documents that a text is or contains.
 */
final class JsonPaths {

	private final List<JsonPath> paths;

	private final int type;

	JsonPaths(Collection<String> paths, int type) {
		this.paths = paths.stream().map(JsonPath::new).toList();
		this.type = type;
	}

	boolean isEmpty() {
		return this.paths.isEmpty();
	}

	// what stops being JSON counts as far as it was
	Matches matches(String text, Tokens tokens) {
		Matches matches = new Matches();
		int at = isEmpty() ? text.length() : start(text, 0);
		while (at < text.length()) {
			at = start(text, new JsonDocument(text, at, this.paths).read(matches, this.type, tokens));
		}
		return matches;
	}

	private static int start(String text, int from) {
		int at = from;
		while (at < text.length() && text.charAt(at) != '{' && text.charAt(at) != '[') {
			at++;
		}
		return at;
	}

}
