package io.contexttrace.carrier.servlet;

import java.util.Collections;
import java.util.Enumeration;

import io.contexttrace.header.HeaderGetter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers of a servlet request.
 */
final class ServletHeaders implements HeaderGetter<HttpServletRequest> {

	static final ServletHeaders INSTANCE = new ServletHeaders();

	@Override
	public @Nullable String get(HttpServletRequest request, String name) {
		return request.getHeader(name);
	}

	@Override
	public Iterable<String> getAll(HttpServletRequest request, String name) {
		return Collections.list(request.getHeaders(name));
	}

	@Override
	public boolean isRepeated(HttpServletRequest request, String name) {
		Enumeration<String> values = request.getHeaders(name);
		if (values.hasMoreElements()) {
			values.nextElement();
		}
		return values.hasMoreElements();
	}

}
