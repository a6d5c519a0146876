package io.contexttrace.sink;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the values of parameters, which can be anything: what JSON has no form for is
 * written as its text, and nothing fails.
 */
final class JsonValues {

	private static final int MAX_DEPTH = 16;

	private static final int MAX_SCALE = 100;

	private JsonValues() {
	}

	// what JSON can tell of a value
	static @Nullable Object known(@Nullable Object value) {
		boolean number = !(value instanceof Double wide && !Double.isFinite(wide))
				&& !(value instanceof Float narrow && !Float.isFinite(narrow));
		return number ? value : null;
	}

	static void write(JsonGenerator json, Object value) {
		write(json, value, MAX_DEPTH);
	}

	private static void write(JsonGenerator json, @Nullable Object value, int depth) {
		Object known = known(value);
		if (known == null || depth == 0) {
			// also where a list contains itself
			json.writeNull();
		}
		else if (known instanceof Boolean flag) {
			json.writeBoolean(flag);
		}
		else if (known instanceof Map<?, ?> map) {
			map(json, map, depth - 1);
		}
		else if (known instanceof Collection<?> elements) {
			array(json, elements, depth - 1);
		}
		else if (known instanceof Object[] elements) {
			array(json, Arrays.asList(elements), depth - 1);
		}
		else if (!(known instanceof Number number && number(json, number))) {
			json.writeString(text(known));
		}
	}

	private static void map(JsonGenerator json, Map<?, ?> map, int depth) {
		json.writeStartObject();
		map.forEach((key, value) -> {
			Object known = known(value);
			if (known != null) {
				json.writeName(text(key));
				write(json, known, depth);
			}
		});
		json.writeEndObject();
	}

	private static void array(JsonGenerator json, Collection<?> elements, int depth) {
		json.writeStartArray();
		elements.forEach((element) -> write(json, element, depth));
		json.writeEndArray();
	}

	private static boolean number(JsonGenerator json, Number number) {
		if (number instanceof Double || number instanceof Float) {
			json.writeNumber(number.toString());
		}
		else if (number instanceof Integer || number instanceof Long || number instanceof Short
				|| number instanceof Byte) {
			json.writeNumber(number.longValue());
		}
		else if (number instanceof BigInteger whole) {
			json.writeNumber(whole);
		}
		else if (number instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) <= MAX_SCALE) {
			json.writeNumber(decimal);
		}
		else {
			return false;
		}
		return true;
	}

	private static String text(@Nullable Object value) {
		try {
			return String.valueOf(value);
		}
		catch (RuntimeException | LinkageError ex) {
			return (value != null) ? value.getClass().getName() : "";
		}
	}

}
