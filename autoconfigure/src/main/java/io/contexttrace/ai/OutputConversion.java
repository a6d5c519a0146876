package io.contexttrace.ai;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.ChatClientAttributes;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.messages.Message;

/**
 * What a thread knows of structured output: which converter has told its format, and
 * which of the user's calls waits for its answer to be converted. A call that waits in
 * vain is let go when the thread starts another one, or works for another context.
 */
final class OutputConversion {

	private static final ThreadLocal<@Nullable Announced> ANNOUNCED = new ThreadLocal<>();

	private static final ThreadLocal<@Nullable Awaited> AWAITED = new ThreadLocal<>();

	private OutputConversion() {
	}

	/**
	 * A converter has told its format, probably for the call that comes next.
	 * @param converter the converter
	 * @param format the format
	 */
	static void announce(Object converter, String format) {
		ANNOUNCED.set(new Announced(converter, format));
	}

	/**
	 * The user's next call starts on this thread.
	 * @param request the call
	 * @return the converter that will convert its answer, or {@code null} if none has
	 * told a format that is part of the call
	 */
	static @Nullable Object nextCall(ChatClientRequest request) {
		letGo();
		Announced announced = ANNOUNCED.get();
		ANNOUNCED.remove();
		return (announced != null && announced.isPartOf(request)) ? announced.converter() : null;
	}

	static void await(Object converter, UserCallTimeline userCall) {
		letGo();
		AWAITED.set(new Awaited(converter, userCall));
	}

	/**
	 * A converter is about to convert an answer.
	 * @param converter the converter
	 * @return the user's call that has waited for it, to be ended by the caller, or
	 * {@code null} if there is none
	 */
	static @Nullable UserCallTimeline take(Object converter) {
		ANNOUNCED.remove();
		Awaited awaited = AWAITED.get();
		if (awaited == null || awaited.converter() != converter) {
			return null;
		}
		AWAITED.remove();
		return awaited.userCall();
	}

	static void letGo() {
		Awaited awaited = AWAITED.get();
		if (awaited != null) {
			AWAITED.remove();
			awaited.userCall().completed();
		}
	}

	/**
	 * A format that a converter has told.
	 *
	 * @param converter the converter
	 * @param format its format
	 */
	private record Announced(Object converter, String format) {

		boolean isPartOf(ChatClientRequest request) {
			Map<String, ? extends @Nullable Object> context = request.context();
			if (this.format.equals(context.get(ChatClientAttributes.OUTPUT_FORMAT.getKey()))) {
				return true;
			}
			for (Message message : request.prompt().getInstructions()) {
				if (!this.format.isBlank() && message.getText() != null && message.getText().contains(this.format)) {
					return true;
				}
			}
			return false;
		}

	}

	/**
	 * A conversion that is awaited.
	 *
	 * @param converter who will convert
	 * @param userCall whose answer
	 */
	private record Awaited(Object converter, UserCallTimeline userCall) {

	}

}
