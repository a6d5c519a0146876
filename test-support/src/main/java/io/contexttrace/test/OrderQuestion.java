package io.contexttrace.test;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.contexttrace.test.ChatRequest.Parameter;
import io.contexttrace.test.ChatRequest.Tool;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a question about an order, and the tool that can look it up.
 */
class OrderQuestion {

	private static final Pattern ORDER_ID = Pattern.compile(
			"\\b([A-Z]{1,3}-\\d{3,})\\b|\\border\\s+(?:number\\s+|no\\.?\\s*|#\\s*)?(\\d{3,})\\b",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Return the tool call that the text makes necessary.
	 * @param text what the user said
	 * @param tools the offered tools
	 * @return the call, or {@code null} if the text names no order or no tool fits
	 */
	@Nullable ChatReply toolCall(String text, List<Tool> tools) {
		Matcher matcher = ORDER_ID.matcher(text);
		if (!matcher.find()) {
			return null;
		}
		String id = (matcher.group(1) != null) ? matcher.group(1).toUpperCase(Locale.ROOT) : matcher.group(2);
		for (Tool tool : tools) {
			for (Parameter parameter : tool.textParameters()) {
				if (isOrderId(tool, parameter)) {
					return ChatReply.calling(tool.name(), Map.of(parameter.name(), id));
				}
			}
		}
		return null;
	}

	private static boolean isOrderId(Tool tool, Parameter parameter) {
		String parameterText = (parameter.name() + " " + parameter.description()).toLowerCase(Locale.ROOT);
		return parameterText.contains("order")
				|| (parameter.name().equalsIgnoreCase("id") && tool.name().toLowerCase(Locale.ROOT).contains("order"));
	}

}
