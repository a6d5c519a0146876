package io.contexttrace.carrier.mcp;

import java.util.Map;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A server's session that sends the context along in the {@code _meta} of what it asks of
 * the client: to sample, or to elicit. The client has opened the connection and has sent
 * the context itself: there is no host to ask about.
 *
 * @param delegate the session
 * @param meta writes {@code _meta}
 * @param context what the handler works for, on a thread that holds nothing
 */
record ContextServerSession(McpLoggableSession delegate, ContextMeta meta,
		ContextSnapshot context) implements McpLoggableSession {

	private static final TypeRef<Map<String, Object>> MAP = new TypeRef<>() {
	};

	@Override
	public <T> Mono<T> sendRequest(String method, @Nullable Object requestParams, TypeRef<T> typeRef) {
		if (requestParams == null) {
			return this.delegate.sendRequest(method, null, typeRef);
		}
		ContextSnapshot held = CurrentContext.capture();
		try (CurrentContext.Scope scope = (held.isEmpty() ? this.context : held).open()) {
			return this.delegate.sendRequest(method, this.meta.sentBack(method, requestParams,
					(params) -> McpJsonDefaults.getMapper().convertValue(params, MAP)), typeRef);
		}
	}

	@Override
	public Mono<Void> sendNotification(String method, @Nullable Object params) {
		return this.delegate.sendNotification(method, params);
	}

	@Override
	public void setMinLoggingLevel(McpSchema.LoggingLevel minLoggingLevel) {
		this.delegate.setMinLoggingLevel(minLoggingLevel);
	}

	@Override
	public boolean isNotificationForLevelAllowed(McpSchema.LoggingLevel loggingLevel) {
		return this.delegate.isNotificationForLevelAllowed(loggingLevel);
	}

	@Override
	public Mono<Void> closeGracefully() {
		return this.delegate.closeGracefully();
	}

	@Override
	public void close() {
		this.delegate.close();
	}

}
