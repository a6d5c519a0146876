package io.contexttrace.carrier.mcp;

import java.util.Map;
import java.util.function.BiFunction;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Opens around a server's handler what came with the request: its {@code _meta} goes
 * before what the thread holds already, which is what the transport's own headers said.
 * The work is the step {@code mcp.server}, with a span below the caller's. Safe for use
 * by several threads.
 */
public final class McpServerContexts {

	static final String SERVER = "mcp.server";

	private final ContextMeta meta;

	private final ContextCrossing crossing;

	/**
	 * Create an instance.
	 * @param meta reads and writes {@code _meta}
	 * @param crossing opens the work
	 */
	public McpServerContexts(ContextMeta meta, ContextCrossing crossing) {
		this.meta = meta;
		this.crossing = crossing;
	}

	/**
	 * The same specification, whose handler works under the caller's context. Those that
	 * are beans are made so by themselves; one that is added to a running server is given
	 * here first.
	 * @param <S> the type of the specification
	 * @param specification what the server offers: a tool, a resource, a prompt or a
	 * completion, for a sync, async or stateless server
	 * @return the changed copy, or the specification itself if it is none of the SDK's
	 */
	public <S> S traced(S specification) {
		return TracedSpecification.of(specification, this::handler);
	}

	private BiFunction<Object, Object, Object> handler(BiFunction<Object, Object, Object> handler) {
		return (exchange, request) -> handle(exchange, request, handler);
	}

	private Object handle(Object exchange, Object request, BiFunction<Object, Object, Object> handler) {
		ReceivedWork work = open(request);
		try {
			Object result = handler.apply(ContextExchange.of(exchange, this.meta, work.snapshot()), request);
			if (result instanceof Mono<?> later) {
				return during(later, work);
			}
			tell(result, work);
			work.close();
			return result;
		}
		catch (Throwable ex) {
			work.failed(ex);
			work.close();
			throw ex;
		}
	}

	private ReceivedWork open(Object request) {
		Map<String, Object> sent = (request instanceof McpSchema.Meta message && message.meta() != null)
				? message.meta() : Map.of();
		ContextSnapshot received = received(sent);
		return (this.crossing.sender(sent, this.meta.keys()) != null)
				? this.crossing.open(received, SERVER,
						new WorkOrigin<>(sent, this.meta.keys(), WorkOrigin.Relation.CHILD))
				: this.crossing.openPart(received, SERVER);
	}

	private ContextSnapshot received(Map<String, Object> sent) {
		ContextSnapshot received = this.meta.read(sent, SERVER);
		if (received != null) {
			return received;
		}
		ContextSnapshot held = CurrentContext.capture();
		return (held.context() != null) ? held : this.meta.readNothing(SERVER);
	}

	private static Mono<?> during(Mono<?> later, ReceivedWork work) {
		Mono<?> held = HeldThread.holding(later);
		work.leave();
		return held.doOnNext((result) -> tell(result, work))
			.doOnError(work::failed)
			.doOnCancel(work::cancelled)
			.doFinally((signal) -> work.end());
	}

	private static void tell(@Nullable Object result, ReceivedWork work) {
		if (result instanceof McpSchema.CallToolResult answer && Boolean.TRUE.equals(answer.isError())) {
			work.failed(new ToolErrorException());
		}
	}

	/**
	 * Stands for a failure of which the handler has made an answer.
	 */
	static final class ToolErrorException extends RuntimeException {

	}

}
