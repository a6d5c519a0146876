package io.contexttrace.carrier.servlet;

import java.util.function.Predicate;

import io.contexttrace.propagation.PathExclusions;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;

/**
 * Says which servlet requests are left alone, by their paths.
 *
 * @param paths the paths
 */
public record ExcludedRequests(PathExclusions paths) implements Predicate<HttpServletRequest> {

	@Override
	public boolean test(HttpServletRequest request) {
		if (this.paths.isEmpty()) {
			return false;
		}
		return this.paths.matches(PathContainer.parsePath(RequestContextReader.path(request)));
	}

}
