package io.contexttrace.test.otlp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;

/**
 * Attributes as they came over OTLP, as Java's own types.
 */
public final class OtlpAttributes {

	private OtlpAttributes() {
	}

	/**
	 * The attributes by name.
	 * @param attributes as they were received
	 * @return texts, booleans, longs, doubles, and lists and maps of them
	 */
	public static Map<String, Object> of(List<KeyValue> attributes) {
		Map<String, Object> values = new LinkedHashMap<>();
		attributes.forEach((attribute) -> values.put(attribute.getKey(), value(attribute.getValue())));
		return values;
	}

	/**
	 * An id of a trace or a span, as text.
	 * @param id as it was received
	 * @return its hexadecimal digits
	 */
	public static String hex(ByteString id) {
		StringBuilder hex = new StringBuilder();
		for (byte part : id.toByteArray()) {
			hex.append(String.format("%02x", part));
		}
		return hex.toString();
	}

	private static Object value(AnyValue value) {
		return switch (value.getValueCase()) {
			case STRING_VALUE -> value.getStringValue();
			case BOOL_VALUE -> value.getBoolValue();
			case INT_VALUE -> value.getIntValue();
			case DOUBLE_VALUE -> value.getDoubleValue();
			case ARRAY_VALUE -> value.getArrayValue().getValuesList().stream().map(OtlpAttributes::value).toList();
			case KVLIST_VALUE -> of(value.getKvlistValue().getValuesList());
			default -> throw new IllegalArgumentException("Not expected: " + value);
		};
	}

}
