package io.contexttrace.carrier.servlet;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.FaultBarrier;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the context of a request in what the application knows: its session, its path, a
 * header, its principal. What it finds comes before the context headers.
 * <p>
 * It is asked when the request arrives, and again when the principal is known; what it
 * finds then takes the place of what was bound before, for the rest of the request.
 * Implementations are safe for use by several threads; one that throws has found nothing.
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
	 * One resolver out of several: the first that finds a context is believed. A resolver
	 * that throws is reported in the log once, and the next is asked.
	 * @param resolvers the resolvers, asked in this order
	 * @return the combined resolver
	 */
	static ContextResolver firstOf(List<ContextResolver> resolvers) {
		FaultBarrier barrier = new FaultBarrier();
		return (request) -> {
			for (ContextResolver resolver : resolvers) {
				try {
					BusinessContext context = resolver.resolve(request);
					if (context != null) {
						return context;
					}
				}
				catch (RuntimeException ex) {
					barrier.report(resolver, ex);
				}
			}
			return null;
		};
	}

}
