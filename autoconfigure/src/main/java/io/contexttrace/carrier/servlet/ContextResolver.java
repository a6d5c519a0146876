package io.contexttrace.carrier.servlet;

import io.contexttrace.BusinessContext;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the context of a request in what the application knows: its session, its path, a
 * header, its principal. What it finds comes before the context headers.
 * <p>
 * It is asked when the request arrives, and, if it knew nothing then, again when the
 * principal is known. Implementations are safe for use by several threads; one that
 * throws has found nothing.
 */
@FunctionalInterface
public interface ContextResolver {

	/**
	 * Find the context of a request.
	 * @param request the request, whose body must not be read
	 * @return the context, or {@code null} to go by the headers
	 */
	@Nullable BusinessContext resolve(HttpServletRequest request);

	/**
	 * One resolver out of several: the first that finds a context is believed.
	 * @param resolvers the resolvers, asked in this order
	 * @return the combined resolver
	 */
	static ContextResolver firstOf(Iterable<ContextResolver> resolvers) {
		return (request) -> {
			for (ContextResolver resolver : resolvers) {
				BusinessContext context = resolver.resolve(request);
				if (context != null) {
					return context;
				}
			}
			return null;
		};
	}

}
