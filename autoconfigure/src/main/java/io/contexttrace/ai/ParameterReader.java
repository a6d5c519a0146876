package io.contexttrace.ai;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * Reads the parameters that a call sets, also those that only some vendors' options have.
 * A parameter that is an object is told by its type alone.
 */
final class ParameterReader {

	private static final List<Parameter> VENDOR_PARAMETERS = List.of(new Parameter("maxCompletionTokens"),
			new Parameter("seed"), new Parameter("n"), new Parameter("responseFormat"), new Parameter("toolChoice"),
			new Parameter("reasoningEffort"));

	private static final int MAX_LENGTH = 128;

	private static final int MAX_ELEMENTS = 256;

	private ParameterReader() {
	}

	static Map<String, Object> parameters(ChatOptions options) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		put(parameters, "temperature", options.getTemperature());
		put(parameters, "topP", options.getTopP());
		put(parameters, "topK", options.getTopK());
		put(parameters, "maxTokens", options.getMaxTokens());
		put(parameters, "stopSequences", options.getStopSequences());
		put(parameters, "frequencyPenalty", options.getFrequencyPenalty());
		put(parameters, "presencePenalty", options.getPresencePenalty());
		for (Parameter parameter : VENDOR_PARAMETERS) {
			put(parameters, parameter.name(), Accessors.value(options, parameter.getter()));
		}
		put(parameters, "tools", tools(options));
		return parameters;
	}

	private static @Nullable List<String> tools(ChatOptions options) {
		List<ToolCallback> tools = (options instanceof ToolCallingChatOptions calling) ? calling.getToolCallbacks()
				: null;
		return (tools != null) ? tools.stream().map((tool) -> tool.getToolDefinition().name()).toList() : null;
	}

	private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
		Object plain = plain(value);
		if (plain != null) {
			parameters.put(name, plain);
		}
	}

	private static @Nullable Object plain(@Nullable Object value) {
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		if (value instanceof CharSequence text) {
			return (text.length() <= MAX_LENGTH) ? text.toString() : null;
		}
		if (value instanceof Enum<?> constant) {
			return constant.name().toLowerCase(Locale.ROOT);
		}
		if (value instanceof Collection<?> elements) {
			// cut later, because half of a secret is not recognised
			return elements.isEmpty() ? null : elements.stream().limit(MAX_ELEMENTS).map(String::valueOf).toList();
		}
		return type(value);
	}

	private static @Nullable Object type(Object value) {
		Object type = Accessors.value(value, "getType");
		type = (type != null) ? type : Accessors.value(value, "type");
		return (type instanceof Enum<?> || type instanceof CharSequence) ? plain(type) : null;
	}

	/**
	 * A parameter that only some vendors' options have.
	 *
	 * @param name what it is called
	 * @param getter the method that gives it
	 */
	private record Parameter(String name, String getter) {

		Parameter(String name) {
			this(name, "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
		}

	}

}
