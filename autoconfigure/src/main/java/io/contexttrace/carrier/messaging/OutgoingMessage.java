package io.contexttrace.carrier.messaging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.ErrorMessage;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * A message on its way into a channel, and the headers that it is to have beside its own.
 * Not safe for use by several threads.
 *
 * @param message the message
 * @param added the headers
 */
record OutgoingMessage(Message<?> message, Map<String, String> added) {

	private static final Set<String> REBUILT = Set.of(GenericMessage.class.getName(), ErrorMessage.class.getName(),
			"org.springframework.integration.support.MutableMessage");

	OutgoingMessage(Message<?> message) {
		this(message, new LinkedHashMap<>());
	}

	/**
	 * Whether headers can be added. A message of another class would lose what else it
	 * holds.
	 * @return {@code true} if they can
	 */
	boolean isOpen() {
		return REBUILT.contains(this.message.getClass().getName());
	}

	@Nullable String get(String name) {
		String value = MessageHeaderGetter.INSTANCE.get(this.message, name);
		return (value != null) ? value : this.added.get(name);
	}

	void set(String name, String value) {
		this.added.put(name, value);
	}

	Message<?> build() {
		if (this.added.isEmpty()) {
			return this.message;
		}
		// keeps the sort of accessor that a WebSocket message brings
		MessageHeaderAccessor accessor = MessageHeaderAccessor.getMutableAccessor(this.message);
		this.added.forEach(accessor::setHeader);
		return build(accessor.getMessageHeaders());
	}

	private Message<?> build(MessageHeaders headers) {
		if (this.message instanceof ErrorMessage error) {
			Message<?> original = error.getOriginalMessage();
			return (original != null) ? new ErrorMessage(error.getPayload(), headers, original)
					: new ErrorMessage(error.getPayload(), headers);
		}
		return MessageBuilder.createMessage(this.message.getPayload(), headers);
	}

}
