package io.contexttrace.carrier.servlet;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.propagation.ServedRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the context of a request: what the application resolves, else what the headers
 * say, else a new one. Safe for use by several threads.
 */
public final class RequestContextReader {

	private final ContextResolver resolver;

	private final ContextReceiver receiver;

	private final HeaderNames names;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create a reader.
	 * @param resolver asks the application
	 * @param receiver reads the headers, and makes a context where none came
	 * @param names what the context headers are called
	 */
	public RequestContextReader(ContextResolver resolver, ContextReceiver receiver, HeaderNames names) {
		this.resolver = resolver;
		this.receiver = receiver;
		this.names = names;
	}

	ContextSnapshot read(HttpServletRequest request) {
		return this.receiver.receive(resolve(request), request, ServletHeaders.INSTANCE, ServedRequest.NAME)
			.withServedPath(path(request));
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

	static String path(HttpServletRequest request) {
		String uri = request.getRequestURI();
		String context = request.getContextPath();
		return uri.startsWith(context) ? uri.substring(context.length()) : uri;
	}

	String idHeader() {
		return this.names.id();
	}

}
