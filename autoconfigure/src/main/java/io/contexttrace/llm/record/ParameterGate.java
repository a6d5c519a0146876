package io.contexttrace.llm.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the parameters of one request go through: every text in them goes through the
 * {@link TextGate}, and their number, length and depth are bounded. Numbers and booleans
 * stay; whatever else there is becomes its text. For one record, and one thread.
 */
final class ParameterGate {

	/**
	 * How long a parameter's text can be: response formats bring a schema.
	 */
	private static final int MAX_TEXT = 8192;

	private static final int MAX_DEPTH = 8;

	private final TextGate texts;

	private int valuesLeft = 1024;

	private int textLeft = 4 * MAX_TEXT;

	ParameterGate(TextGate texts) {
		this.texts = texts;
	}

	Map<String, Object> pass(Map<String, Object> parameters) {
		Map<String, Object> passed = new LinkedHashMap<>();
		entries(parameters, 1).forEach((name, value) -> {
			if (value != null) {
				passed.put(name, value);
			}
		});
		return passed;
	}

	private @Nullable Object value(@Nullable Object value, int depth) {
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		if (value instanceof CharSequence || value instanceof Enum<?>) {
			return text(value.toString());
		}
		if (depth >= MAX_DEPTH) {
			// also where a list contains itself
			return null;
		}
		if (value instanceof Map<?, ?> map) {
			return entries(map, depth + 1);
		}
		if (value instanceof Collection<?> elements) {
			return elements(elements, depth + 1);
		}
		return (value instanceof Object[] array) ? elements(Arrays.asList(array), depth + 1) : object(value);
	}

	// a value that cannot be told must not cost the record
	private @Nullable String object(Object value) {
		try {
			String text = value.toString();
			return (text != null) ? text(text) : null;
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			return null;
		}
	}

	private String text(String text) {
		String passed = this.texts.pass(text, Math.min(MAX_TEXT, this.textLeft));
		this.textLeft -= passed.length();
		return passed;
	}

	private Map<String, @Nullable Object> entries(Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> entries = new LinkedHashMap<>();
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (this.valuesLeft-- <= 0) {
				break;
			}
			entries.put(this.texts.pass(String.valueOf(entry.getKey()), ContentLimits.MAX_NAME),
					value(entry.getValue(), depth));
		}
		return entries;
	}

	private List<@Nullable Object> elements(Collection<?> elements, int depth) {
		List<@Nullable Object> passed = new ArrayList<>();
		for (Object element : elements) {
			if (this.valuesLeft-- <= 0) {
				break;
			}
			passed.add(value(element, depth));
		}
		return passed;
	}

}
