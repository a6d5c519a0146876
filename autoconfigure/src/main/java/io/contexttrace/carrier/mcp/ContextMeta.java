package io.contexttrace.carrier.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a thread holds into the {@code _meta} of a request, and reads it there. A
 * failure leaves the request as it is. Safe for use by several threads.
 */
public final class ContextMeta {

	static final String META = "_meta";

	// an initialization or a list is asked for on behalf of the application itself
	private static final Set<String> METHODS = Set.of(McpSchema.METHOD_TOOLS_CALL, McpSchema.METHOD_RESOURCES_READ,
			McpSchema.METHOD_PROMPT_GET, McpSchema.METHOD_COMPLETION_COMPLETE, McpSchema.METHOD_SAMPLING_CREATE_MESSAGE,
			McpSchema.METHOD_ELICITATION_CREATE);

	private final OutgoingHeaders outgoing;

	private final ContextHeaders headers;

	private final ContextReceiver receiver;

	private final CrossingTrace trace;

	private final MetaKeys keys;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param outgoing writes the context for hosts that may see it
	 * @param headers writes the context for a client that has sent it
	 * @param receiver finds what received work is done for
	 * @param trace the tracer's part
	 */
	public ContextMeta(OutgoingHeaders outgoing, ContextHeaders headers, ContextReceiver receiver,
			CrossingTrace trace) {
		this.outgoing = outgoing;
		this.headers = headers;
		this.receiver = receiver;
		this.trace = trace;
		this.keys = new MetaKeys(headers.names());
	}

	/**
	 * Write what the thread holds, and the ids of the span that it works under. A key
	 * that is there already stays, except that baggage is removed for a host that may not
	 * see it.
	 * @param host the host of the other side, {@code localhost} for a process on the same
	 * machine, {@code null} if it is not known
	 * @param meta the {@code _meta} of a request
	 */
	public void write(@Nullable String host, Map<String, Object> meta) {
		this.outgoing.writeMissing(CurrentContext.capture(), host, meta, this.keys, this.keys);
		this.barrier.run(this, () -> this.trace.tracing().inject(meta, this.keys, this.keys));
		this.outgoing.removeBaggage(host, meta, Map::remove);
	}

	@Nullable ContextSnapshot read(Map<String, Object> meta, String carrierName) {
		return this.receiver.receiveExisting(meta, this.keys, carrierName);
	}

	ContextSnapshot readNothing(String carrierName) {
		return this.receiver.receive(Map.of(), this.keys, carrierName);
	}

	MetaKeys keys() {
		return this.keys;
	}

	// to a server: what is written depends on who may see it
	Object sent(String method, @Nullable String host, Object parameters, Function<Object, Map<String, Object>> toMap) {
		return changed(method, parameters, toMap, (meta) -> write(host, meta));
	}

	// to a client, which has opened the connection: there is no host to ask about
	Object sentBack(String method, Object parameters, Function<Object, Map<String, Object>> toMap) {
		return changed(method, parameters, toMap, (meta) -> {
			this.headers.writeMissing(CurrentContext.capture(), meta, this.keys, this.keys);
			this.trace.tracing().inject(meta, this.keys, this.keys);
		});
	}

	private Object changed(String method, Object parameters, Function<Object, Map<String, Object>> toMap,
			Consumer<Map<String, Object>> write) {
		AtomicReference<Object> changed = new AtomicReference<>(parameters);
		if (METHODS.contains(method)) {
			this.barrier.run(this, () -> {
				Map<String, Object> map = new LinkedHashMap<>(toMap.apply(parameters));
				Map<String, Object> meta = new LinkedHashMap<>(metaOf(map));
				write.accept(meta);
				map.put(META, meta);
				changed.set(meta.isEmpty() ? parameters : map);
			});
		}
		return changed.get();
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> metaOf(@Nullable Object parameters) {
		return (parameters instanceof Map<?, ?> map && map.get(META) instanceof Map<?, ?> meta)
				? (Map<String, Object>) meta : Map.of();
	}

}
