package io.contexttrace.autoconfigure;

import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Checks the path of the endpoint that takes feedback.
 */
final class FeedbackPath {

	private FeedbackPath() {
	}

	static String of(FeedbackProperties properties) {
		String path = properties.endpoint().path();
		if (!path.startsWith("/")) {
			throw invalid(path, "A path starts with '/', such as '/context-trace/feedback'.");
		}
		try {
			PathPatternParser.defaultInstance.parse(path);
			return path;
		}
		catch (PatternParseException ex) {
			throw invalid(path, ex.toDetailedString());
		}
	}

	private static RuntimeException invalid(String path, String reason) {
		return PropertyChecks.invalid("feedback.endpoint.path", path, reason);
	}

}
