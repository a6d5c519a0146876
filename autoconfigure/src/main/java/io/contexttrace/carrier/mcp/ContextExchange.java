package io.contexttrace.carrier.mcp;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.FaultBarrier;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpLoggableSession;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.DirectFieldAccessor;

/**
 * Makes a handler's exchange send the context along with what the server asks of the
 * client. The SDK's exchanges are made of what they do not show; where they are made of
 * something else, the exchange stays as it is.
 */
final class ContextExchange {

	private static final FaultBarrier barrier = new FaultBarrier();

	private ContextExchange() {
	}

	static Object of(Object exchange, ContextMeta meta, ContextSnapshot context) {
		Object[] carrying = { exchange };
		barrier.run(exchange, () -> {
			if (exchange instanceof McpAsyncServerExchange async) {
				carrying[0] = carrying(async, meta, context);
			}
			else if (exchange instanceof McpSyncServerExchange
					&& field(exchange, "exchange") instanceof McpAsyncServerExchange async) {
				carrying[0] = new McpSyncServerExchange(carrying(async, meta, context));
			}
		});
		return carrying[0];
	}

	private static McpAsyncServerExchange carrying(McpAsyncServerExchange exchange, ContextMeta meta,
			ContextSnapshot context) {
		if (!(field(exchange, "session") instanceof McpLoggableSession session)) {
			return exchange;
		}
		return new McpAsyncServerExchange(exchange.sessionId(), new ContextServerSession(session, meta, context),
				exchange.getClientCapabilities(), exchange.getClientInfo(), exchange.transportContext(),
				(JsonSchemaValidator) field(exchange, "jsonSchemaValidator"));
	}

	private static @Nullable Object field(Object owner, String name) {
		DirectFieldAccessor fields = new DirectFieldAccessor(owner);
		return fields.isReadableProperty(name) ? fields.getPropertyValue(name) : null;
	}

}
