package io.contexttrace.hop.mcp;

import java.time.Duration;
import java.util.Map;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;

/**
 * A client that is built by hand and that knows nothing of contexts. It sends what it is
 * told to send.
 */
record HandmadeClient(McpSyncClient client) implements AutoCloseable {

	static HandmadeClient connect(int port, Map<String, String> headers) {
		McpSyncClient client = McpClient
			.sync(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port)
				.httpRequestCustomizer(
						(request, method, endpoint, body, context) -> headers.forEach(request::setHeader))
				.build())
			.requestTimeout(Duration.ofSeconds(30))
			.build();
		client.initialize();
		return new HandmadeClient(client);
	}

	String call(String tool, Map<String, Object> meta) {
		return text(this.client.callTool(McpSchema.CallToolRequest.builder(tool).meta(meta).build()));
	}

	static String text(McpSchema.CallToolResult result) {
		return ((McpSchema.TextContent) result.content().get(0)).text();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
