package io.contexttrace.carrier.rabbit;

import java.util.Map;

import com.rabbitmq.client.LongString;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;

/**
 * How headers are read from a message of AMQP and written to it. A header can be of many
 * types there; one that is no text becomes a text that is not the value of any header of
 * ours, so that it is refused and counted.
 */
final class RabbitHeaderFormat {

	static final HeaderGetter<Message> GETTER = (message,
			name) -> text(message.getMessageProperties().getHeaders().get(name));

	static final HeaderSetter<Message> SETTER = (message, name, value) -> message.getMessageProperties()
		.setHeader(name, value);

	/**
	 * The headers of a message of Spring Messaging that was made of one of AMQP.
	 */
	static final HeaderGetter<Map<String, ?>> MESSAGE_GETTER = (headers, name) -> text(headers.get(name));

	private static final String NO_TEXT = "";

	private RabbitHeaderFormat() {
	}

	private static @Nullable String text(@Nullable Object value) {
		if (value == null || value instanceof String) {
			return (String) value;
		}
		// Spring AMQP leaves texts of more than 1024 bytes as they are
		return (value instanceof LongString) ? value.toString() : NO_TEXT;
	}

}
