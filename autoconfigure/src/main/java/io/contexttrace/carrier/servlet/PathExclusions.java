package io.contexttrace.carrier.servlet;

import java.util.List;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Says which requests are left alone, by patterns of their paths as Spring MVC has them.
 *
 * @param patterns the patterns, matched against the path below the context path
 */
public record PathExclusions(List<PathPattern> patterns) implements Predicate<HttpServletRequest> {

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

	@Override
	public boolean test(HttpServletRequest request) {
		if (this.patterns.isEmpty()) {
			return false;
		}
		String path = request.getRequestURI().substring(request.getContextPath().length());
		PathContainer parsed = PathContainer.parsePath(path);
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(parsed));
	}

}
