package io.contexttrace.carrier.mcp;

import java.net.URI;

import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.core.env.Environment;

/**
 * Finds the host that a client's transport talks to.
 *
 * @param environment has the addresses of the connections that are configured
 */
record TransportHosts(Environment environment) {

	private static final String CONNECTION = "spring.ai.mcp.client.%s.connections.%s.url";

	private static final String LOCAL = "localhost";

	@Nullable String host(String connection, McpClientTransport transport) {
		if (transport instanceof StdioClientTransport) {
			return LOCAL;
		}
		String host = host(transport);
		if (host == null) {
			host = host(property("streamable-http", connection));
		}
		return (host != null) ? host : host(property("sse", connection));
	}

	// the transports of the SDK do not say it in another way
	private static @Nullable String host(McpClientTransport transport) {
		DirectFieldAccessor fields = new DirectFieldAccessor(transport);
		return (fields.isReadableProperty("baseUri") && fields.getPropertyValue("baseUri") instanceof URI uri)
				? uri.getHost() : null;
	}

	private @Nullable String property(String transport, String connection) {
		return this.environment.getProperty(CONNECTION.formatted(transport, connection));
	}

	private static @Nullable String host(@Nullable String url) {
		try {
			return (url != null) ? URI.create(url).getHost() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
