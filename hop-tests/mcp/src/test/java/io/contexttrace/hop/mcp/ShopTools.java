package io.contexttrace.hop.mcp;

import java.util.List;
import java.util.TreeMap;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.contexttrace.hop.Witness;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;

import org.springframework.ai.mcp.annotation.McpMeta;
import org.springframework.ai.mcp.annotation.McpPrompt;
import org.springframework.ai.mcp.annotation.McpResource;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.mcp.annotation.McpToolParam;

/**
 * What a server offers. None of it says for whom it works.
 */
class ShopTools {

	private final Witness witness;

	ShopTools(Witness witness) {
		this.witness = witness;
	}

	@McpTool(name = "orderStatus", description = "The status of an order")
	String orderStatus(@McpToolParam(description = "the order's id") String orderId) {
		this.witness.work("order-" + orderId);
		return "order " + orderId + " is on its way";
	}

	@McpTool(name = "whoami", description = "For whom the tool works")
	String whoami() {
		BusinessContext context = CurrentContext.get();
		return (context != null) ? context.id() + " " + context.kind() + " " + context.parentId() : "nobody";
	}

	@McpTool(name = "meta", description = "The keys of _meta")
	String meta(McpMeta meta) {
		return String.join(",", new TreeMap<>(meta.meta()).keySet());
	}

	@McpTool(name = "failing", description = "A tool that fails")
	String failing() {
		throw new IllegalStateException("on purpose");
	}

	@McpTool(name = "ask", description = "A tool that asks the client's model")
	String ask(McpSyncServerExchange exchange) {
		McpSchema.SamplingMessage message = new McpSchema.SamplingMessage(McpSchema.Role.USER,
				McpSchema.TextContent.builder("which one?").build());
		return String.valueOf(
				exchange.createMessage(McpSchema.CreateMessageRequest.builder(List.of(message), 10).build()).content());
	}

	@McpResource(uri = "shop://terms", name = "terms", description = "The terms")
	String terms() {
		this.witness.work("terms");
		return "none";
	}

	@McpPrompt(name = "greeting", description = "A greeting")
	McpSchema.GetPromptResult greeting() {
		this.witness.work("greeting");
		return McpSchema.GetPromptResult.builder(List.of()).build();
	}

}
