package io.contexttrace.sampling;

import java.util.function.Predicate;

import io.contexttrace.ContextSnapshot;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Tells the work that serves requests to some paths. Safe for use by several threads.
 */
public final class ServedPath implements Predicate<ContextSnapshot> {

	private static final String WILDCARDS = "*?{";

	private final PathPattern pattern;

	private final String prefix;

	/**
	 * Create an instance.
	 * @param pattern the paths, below the context path
	 */
	public ServedPath(PathPattern pattern) {
		this.pattern = pattern;
		this.prefix = literalPrefix(pattern.getPatternString());
	}

	@Override
	public boolean test(ContextSnapshot held) {
		String path = held.servedPath();
		return path != null && (path.startsWith(this.prefix) || isEncoded(path)) && matches(path);
	}

	// servers refuse escapes that are none, but nobody has to serve behind one
	private boolean matches(String path) {
		try {
			return this.pattern.matches(PathContainer.parsePath(path));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	// parsing a path costs more than all the rest of a decision
	private static boolean isEncoded(String path) {
		return path.indexOf('%') >= 0 || path.indexOf(';') >= 0;
	}

	private static String literalPrefix(String pattern) {
		for (int i = 0; i < pattern.length(); i++) {
			if (WILDCARDS.indexOf(pattern.charAt(i)) >= 0) {
				return pattern.substring(0, Math.max(0, pattern.lastIndexOf('/', i)));
			}
		}
		return pattern;
	}

	@Override
	public String toString() {
		return this.pattern.getPatternString();
	}

}
