package io.contexttrace.propagation;

import java.util.List;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Says which requests are left alone, by patterns of their paths as Spring's web
 * frameworks have them.
 *
 * @param patterns the patterns, matched against the path below the context path
 */
public record PathExclusions(List<PathPattern> patterns) {

	/**
	 * Parse some patterns.
	 * @param patterns the patterns
	 * @return the requests whose paths match any of them
	 * @throws org.springframework.web.util.pattern.PatternParseException if one is not a
	 * pattern
	 */
	public static PathExclusions of(List<String> patterns) {
		return new PathExclusions(patterns.stream().map(PathPatternParser.defaultInstance::parse).toList());
	}

	/**
	 * Whether no request is left alone.
	 * @return {@code true} if there are no patterns
	 */
	public boolean isEmpty() {
		return this.patterns.isEmpty();
	}

	/**
	 * Whether a request is left alone.
	 * @param path the request's path below the context path
	 * @return {@code true} if a pattern matches it
	 */
	public boolean matches(PathContainer path) {
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(path));
	}

}
