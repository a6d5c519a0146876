package io.contexttrace.carrier.servlet;

import java.io.IOException;
import java.security.Principal;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.UserPseudonyms;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Completes the context once the principal is known, which is after the security filters:
 * asks the {@link ContextResolver} again, and adds the user's pseudonym where the context
 * has none.
 */
public final class PrincipalFilter extends OncePerRequestFilter {

	private final CurrentContext contexts;

	private final RequestContextReader reader;

	private final @Nullable UserPseudonyms pseudonyms;

	/**
	 * Create a filter.
	 * @param contexts binds the completed context
	 * @param reader asks the application for the context
	 * @param pseudonyms makes the user's pseudonym, or {@code null} to add none
	 */
	public PrincipalFilter(CurrentContext contexts, RequestContextReader reader, @Nullable UserPseudonyms pseudonyms) {
		this.contexts = contexts;
		this.reader = reader;
		this.pseudonyms = pseudonyms;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContextSnapshot held = RequestContext.get(request);
		Principal principal = (held != null) ? request.getUserPrincipal() : null;
		if (held == null || held.context() == null || principal == null || principal.getName() == null) {
			chain.doFilter(request, response);
			return;
		}
		BusinessContext completed = complete(request, held.context(), principal.getName());
		ContextSnapshot snapshot = this.contexts.withContext(held, completed, held.trace());
		RequestContext.bind(request, response, snapshot, this.reader.idHeader());
		try (CurrentContext.Scope scope = snapshot.open()) {
			chain.doFilter(request, response);
		}
	}

	private BusinessContext complete(HttpServletRequest request, BusinessContext context, String user) {
		BusinessContext resolved = this.reader.resolve(request);
		BusinessContext result = (resolved != null) ? resolved : context;
		return (this.pseudonyms != null) ? this.pseudonyms.addMissing(result, user) : result;
	}

}
