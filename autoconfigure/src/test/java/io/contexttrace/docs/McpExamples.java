package io.contexttrace.docs;

import io.contexttrace.carrier.mcp.ContextMcpRequestCustomizer;
import io.contexttrace.carrier.mcp.ContextMcpTransport;
import io.contexttrace.carrier.mcp.ContextMeta;
import io.contexttrace.carrier.mcp.McpServerContexts;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpClientTransport;

/**
 * The examples of {@code docs/mcp.md}.
 */
final class McpExamples {

	McpSyncClient warehouse(ContextMeta meta, ContextMcpRequestCustomizer headers) {
		McpClientTransport http = HttpClientStreamableHttpTransport.builder("https://warehouse.example.com")
			.asyncHttpRequestCustomizer(headers)
			.build();
		return McpClient.sync(new ContextMcpTransport(http, meta, "warehouse.example.com")).build();
	}

	void offer(McpSyncServer server, McpServerContexts contexts, SyncToolSpecification tool) {
		server.addTool(contexts.traced(tool));
	}

}
