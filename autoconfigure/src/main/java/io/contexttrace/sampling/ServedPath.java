package io.contexttrace.sampling;

import java.util.function.Predicate;

import io.contexttrace.ContextSnapshot;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Tells the work that serves requests to some paths.
 *
 * @param pattern the paths, below the context path
 */
public record ServedPath(PathPattern pattern) implements Predicate<ContextSnapshot> {

	@Override
	public boolean test(ContextSnapshot held) {
		String path = held.servedPath();
		return path != null && matches(path);
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

}
