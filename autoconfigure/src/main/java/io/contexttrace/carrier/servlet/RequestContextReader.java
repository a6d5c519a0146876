package io.contexttrace.carrier.servlet;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.NewContexts;
import io.contexttrace.Prompt;
import io.contexttrace.TraceReference;
import io.contexttrace.header.ContextHeaders;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the context of a request: what the application resolves, else what the headers
 * say, else a new one. Safe for use by several threads.
 */
public final class RequestContextReader {

	/**
	 * What listeners are told brought or needed the context.
	 */
	static final String CARRIER = "http.server";

	private final ContextResolver resolver;

	private final ContextHeaders headers;

	private final NewContexts newContexts;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a reader.
	 * @param resolver asks the application
	 * @param headers reads the context headers
	 * @param newContexts makes a context where none came
	 */
	public RequestContextReader(ContextResolver resolver, ContextHeaders headers, NewContexts newContexts) {
		this.resolver = resolver;
		this.headers = headers;
		this.newContexts = newContexts;
	}

	ContextSnapshot read(HttpServletRequest request, CurrentContext contexts, @Nullable TraceReference trace) {
		BusinessContext resolved = resolve(request);
		Prompt prompt = null;
		BusinessContext received = null;
		if (resolved == null || request.getHeader(this.headers.names().prompt()) != null) {
			received = this.headers.read(request, ServletHeaders.INSTANCE, CARRIER);
		}
		if (received != null) {
			prompt = this.headers.readPrompt(request, ServletHeaders.INSTANCE, CARRIER);
		}
		BusinessContext found = (resolved != null) ? resolved : received;
		ContextSnapshot snapshot = contexts.snapshot((found != null) ? found : this.newContexts.issue(CARRIER), trace);
		return (prompt != null) ? contexts.withReceivedPrompt(snapshot, prompt) : snapshot;
	}

	@Nullable BusinessContext resolve(HttpServletRequest request) {
		try {
			return this.resolver.resolve(request);
		}
		catch (RuntimeException ex) {
			this.barrier.report(this.resolver, ex);
			return null;
		}
	}

	String idHeader() {
		return this.headers.names().id();
	}

}
