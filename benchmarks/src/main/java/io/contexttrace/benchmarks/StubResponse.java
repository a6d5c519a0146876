package io.contexttrace.benchmarks;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * A response that takes headers. Whatever else is asked of it fails.
 */
final class StubResponse extends HttpServletResponseWrapper {

	private static final HttpServletResponse NOTHING = (HttpServletResponse) Proxy.newProxyInstance(
			StubResponse.class.getClassLoader(), new Class<?>[] { HttpServletResponse.class },
			(proxy, method, args) -> {
				throw new UnsupportedOperationException(method.getName());
			});

	private final Map<String, String> headers = new HashMap<>();

	StubResponse() {
		super(NOTHING);
	}

	@Override
	public boolean containsHeader(String name) {
		return this.headers.containsKey(name);
	}

	@Override
	public void setHeader(String name, String value) {
		this.headers.put(name, value);
	}

	@Override
	public int getStatus() {
		return SC_OK;
	}

	@Override
	public boolean isCommitted() {
		return false;
	}

}
