package io.contexttrace.sample.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.ai.document.Document;
import org.springframework.core.io.Resource;

/**
 * Splits a Markdown file into its sections, each with the title of the whole.
 */
final class MarkdownSections {

	private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");

	private MarkdownSections() {
	}

	static List<Document> of(Resource resource) {
		List<String> parts = SECTION.splitAsStream(text(resource)).toList();
		String title = parts.get(0);
		return parts.stream()
			.skip(1)
			.map((part) -> new Document(title + part, Map.of("source", String.valueOf(resource.getFilename()))))
			.toList();
	}

	private static String text(Resource resource) {
		try {
			return resource.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
