package io.contexttrace.carrier.mcp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.HeaderSetter;
import io.contexttrace.header.TraceParentHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes headers as keys of {@code _meta}. The keys of the trace have no
 * prefix, as SEP-414 has it; those of the context are {@code io.contexttrace/context-id}
 * and so on. A header that has no key is neither read nor written.
 */
final class MetaKeys implements HeaderGetter<Map<String, Object>>, HeaderSetter<Map<String, Object>> {

	static final String PREFIX = "io.contexttrace/";

	private static final List<String> TRACE = List.of(TraceParentHeader.NAME, "tracestate", HeaderNames.BAGGAGE);

	private final Map<String, String> keys = new HashMap<>();

	MetaKeys(HeaderNames names) {
		this.keys.put(names.id(), PREFIX + "context-id");
		this.keys.put(names.kind(), PREFIX + "context-kind");
		this.keys.put(names.parent(), PREFIX + "context-parent");
		this.keys.put(names.user(), PREFIX + "context-user");
		this.keys.put(names.prompt(), PREFIX + "context-prompt");
		this.keys.put(HeaderNames.XRAY_TRACE, PREFIX + "amzn-trace-id");
		TRACE.forEach((name) -> this.keys.put(name, name));
	}

	@Override
	public @Nullable String get(Map<String, Object> meta, String name) {
		String key = this.keys.get(name);
		Object value = (key != null) ? meta.get(key) : null;
		if (value == null || value instanceof String) {
			return (String) value;
		}
		// what is no text can be no id, and is refused as an empty one is
		return TRACE.contains(name) ? null : "";
	}

	@Override
	public void set(Map<String, Object> meta, String name, String value) {
		String key = this.keys.get(name);
		if (key != null) {
			meta.put(key, value);
		}
	}

}
