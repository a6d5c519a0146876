package io.contexttrace.carrier.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.contexttrace.header.HeaderGetter;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;

/**
 * Reads the headers of messages. Binders bring texts as bytes too, in JSON with quotation
 * marks around them. An error is for what the failed message was for.
 */
enum MessageHeaderGetter implements HeaderGetter<Message<?>> {

	/**
	 * The only one.
	 */
	INSTANCE;

	private static final int MAX_BYTES = 8192;

	@Override
	public @Nullable String get(Message<?> message, String name) {
		String value = text(message.getHeaders().get(name));
		if (value == null && message.getPayload() instanceof MessagingException failure
				&& failure.getFailedMessage() != null && failure.getFailedMessage() != message) {
			return text(failure.getFailedMessage().getHeaders().get(name));
		}
		return value;
	}

	static @Nullable String get(Map<String, ?> headers, String name) {
		return text(headers.get(name));
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value == null || value instanceof String) {
			return (String) value;
		}
		// anything else is there all the same, and no value
		return (value instanceof byte[] bytes && bytes.length <= MAX_BYTES)
				? unquoted(new String(bytes, StandardCharsets.UTF_8)) : "";
	}

	private static String unquoted(String text) {
		boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
		return quoted ? text.substring(1, text.length() - 1).replace("\\\"", "\"") : text;
	}

}
