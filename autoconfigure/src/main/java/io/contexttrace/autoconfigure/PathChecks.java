package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.propagation.PathExclusions;
import io.contexttrace.sampling.ServedPath;

import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Checks the properties that hold patterns of paths, which needs Spring's web module.
 */
final class PathChecks {

	private static final String EXAMPLE = ". A path pattern starts with '/', such as '/health' or '/actuator/**'.";

	private PathChecks() {
	}

	static PathExclusions exclusions(String property, List<String> patterns) {
		patterns.forEach((pattern) -> requireSlash(property, pattern));
		try {
			return PathExclusions.of(patterns);
		}
		catch (PatternParseException ex) {
			throw PropertyChecks.invalid(property, patterns, ex.toDetailedString() + EXAMPLE);
		}
	}

	static ServedPath served(String property, String pattern) {
		requireSlash(property, pattern);
		try {
			return new ServedPath(PathPatternParser.defaultInstance.parse(pattern));
		}
		catch (PatternParseException ex) {
			throw PropertyChecks.invalid(property, pattern, ex.toDetailedString() + EXAMPLE);
		}
	}

	// without one it is a pattern all the same, and matches no path
	private static void requireSlash(String property, String pattern) {
		if (!pattern.startsWith("/")) {
			throw PropertyChecks.invalid(property, pattern, "No path matches it" + EXAMPLE);
		}
	}

}
