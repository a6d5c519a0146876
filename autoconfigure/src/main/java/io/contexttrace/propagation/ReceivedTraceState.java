package io.contexttrace.propagation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What vendors say of a received trace. It goes on as it came: OpenTelemetry's own knows
 * the keys of level 1 of the specification only, and would leave out others.
 *
 * @param header the received header, which is valid
 * @param members its members, in their order
 * @see <a href="https://www.w3.org/TR/trace-context-2/#tracestate-header">W3C: Trace
 * Context Level 2, tracestate</a>
 */
record ReceivedTraceState(String header, Map<String, String> members) implements TraceState {

	static TraceState of(@Nullable String header) {
		if (header == null) {
			return TraceState.getDefault();
		}
		Map<String, String> members = new LinkedHashMap<>();
		for (String part : header.split(",", -1)) {
			String member = part.strip();
			int equals = member.indexOf('=');
			if (equals > 0) {
				members.put(member.substring(0, equals), member.substring(equals + 1));
			}
		}
		return new ReceivedTraceState(header, Collections.unmodifiableMap(members));
	}

	// the header for a state, whoever has made it
	static @Nullable String word(TraceState state) {
		if (state instanceof ReceivedTraceState received) {
			return received.header();
		}
		if (state.isEmpty()) {
			return null;
		}
		StringJoiner header = new StringJoiner(",");
		state.forEach((key, value) -> header.add(key + "=" + value));
		return header.toString();
	}

	@Override
	public @Nullable String get(String key) {
		return this.members.get(key);
	}

	@Override
	public int size() {
		return this.members.size();
	}

	@Override
	public boolean isEmpty() {
		return this.members.isEmpty();
	}

	@Override
	public void forEach(BiConsumer<String, String> consumer) {
		this.members.forEach(consumer);
	}

	@Override
	public Map<String, String> asMap() {
		return this.members;
	}

	// the builder puts what comes last in front
	@Override
	public TraceStateBuilder toBuilder() {
		TraceStateBuilder builder = TraceState.builder();
		String[] keys = this.members.keySet().toArray(new String[0]);
		for (int i = keys.length - 1; i >= 0; i--) {
			builder.put(keys[i], this.members.get(keys[i]));
		}
		return builder;
	}

}
