package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.propagation.PathExclusions;

import org.springframework.web.util.pattern.PatternParseException;

/**
 * Checks the properties that hold patterns of paths, which needs Spring's web module.
 */
final class PathChecks {

	private PathChecks() {
	}

	static PathExclusions exclusions(String property, List<String> patterns) {
		try {
			return PathExclusions.of(patterns);
		}
		catch (PatternParseException ex) {
			throw PropertyChecks.invalid(property, patterns,
					ex.toDetailedString() + ". A path pattern starts with '/', such as '/health' or '/actuator/**'.");
		}
	}

}
