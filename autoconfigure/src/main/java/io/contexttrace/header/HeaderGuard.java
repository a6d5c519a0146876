package io.contexttrace.header;

import java.util.List;

import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.Rejection;
import io.contexttrace.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Cleans received propagation headers before another library believes them. Safe for use
 * by several threads.
 */
public final class HeaderGuard {

	private static final String CARRIER = "baggage";

	private final HeaderNames names;

	private final BaggageHeader baggage;

	private final ContextListener listener;

	/**
	 * Create a guard.
	 * @param names the context headers, whose values must be valid
	 * @param listener is told what was refused
	 */
	public HeaderGuard(HeaderNames names, ContextListener listener) {
		this.names = names;
		this.baggage = new BaggageHeader(names, this::reject);
		this.listener = ContextListener.all(List.of(listener));
	}

	/**
	 * The part of a received header that may be believed.
	 * @param name the header's name
	 * @param value its value
	 * @return the cleaned value, or {@code null} if nothing of it may
	 */
	public @Nullable String clean(String name, String value) {
		if (name.equalsIgnoreCase(HeaderNames.BAGGAGE)) {
			return this.baggage.clean(value);
		}
		if (this.names.contains(name) && ContextId.parse(value) == null) {
			return null;
		}
		if (this.names.prompt().equalsIgnoreCase(name) && PromptHeader.parse(value) == null) {
			return null;
		}
		return isPrintable(value) ? value : null;
	}

	/**
	 * Whether a text can be the value of a header.
	 * @param value the text
	 * @return {@code false} if it holds a control character, which would end the header
	 */
	public static boolean isPrintable(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (Character.isISOControl(value.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private void reject(Reason reason) {
		this.listener.rejected(new Rejection(CARRIER, reason));
	}

}
