package io.contexttrace.carrier.mcp;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A client's transport that sends what the caller holds along in the {@code _meta} of
 * each request, and that opens what comes with the server's own requests, such as those
 * for sampling. It is put around the transports of Spring AI by itself; a client that is
 * built by hand is given it. As safe for use by several threads as the other transport.
 */
public final class ContextMcpTransport implements McpClientTransport {

	static final String CLIENT = "mcp.client";

	private static final TypeRef<Map<String, Object>> MAP = new TypeRef<>() {
	};

	private final McpClientTransport delegate;

	private final ContextMeta meta;

	private final @Nullable String host;

	/**
	 * Create an instance.
	 * @param delegate the transport
	 * @param meta reads and writes {@code _meta}
	 * @param host the server's host, {@code localhost} for a process on the same machine,
	 * {@code null} if it is not known
	 */
	public ContextMcpTransport(McpClientTransport delegate, ContextMeta meta, @Nullable String host) {
		this.delegate = delegate;
		this.meta = meta;
		this.host = host;
	}

	@Override
	public Mono<Void> sendMessage(JSONRPCMessage message) {
		if (!(message instanceof JSONRPCRequest request) || request.params() == null) {
			return this.delegate.sendMessage(message);
		}
		return Mono.deferContextual((context) -> {
			try (HeldThread held = HeldThread.of(context)) {
				return this.delegate.sendMessage(sent(request)).contextWrite(held.captured());
			}
		});
	}

	private JSONRPCRequest sent(JSONRPCRequest request) {
		Object parameters = this.meta.sent(request.method(), this.host, request.params(),
				(params) -> this.delegate.unmarshalFrom(params, MAP));
		return new JSONRPCRequest(request.jsonrpc(), request.method(), request.id(), parameters);
	}

	@Override
	public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
		return this.delegate.connect((messages) -> messages.flatMap((message) -> received(message, handler)));
	}

	// what handles the message is done with it, or has handed it over, when it returns
	private Mono<JSONRPCMessage> received(JSONRPCMessage message,
			Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
		Mono<JSONRPCMessage> handled = handler.apply(Mono.just(message));
		if (!(message instanceof JSONRPCRequest request)) {
			return handled;
		}
		ContextSnapshot context = this.meta.read(ContextMeta.metaOf(request.params()), CLIENT);
		return (context != null) ? Mono.using(context::open, (scope) -> handled, CurrentContext.Scope::close) : handled;
	}

	@Override
	public void setExceptionHandler(Consumer<Throwable> handler) {
		this.delegate.setExceptionHandler(handler);
	}

	@Override
	public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
		return this.delegate.unmarshalFrom(data, typeRef);
	}

	@Override
	public List<String> protocolVersions() {
		return this.delegate.protocolVersions();
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
