package io.contexttrace.header;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.Prompt;
import io.contexttrace.Rejection;
import io.contexttrace.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One carrier's headers, as they arrived: each becomes a value or nothing, and the
 * listener is told of what was refused.
 *
 * @param <C> the type of the carrier
 * @param carrier what was received
 * @param getter reads its headers
 * @param carrierName what the listener is told brought it
 * @param listener is told what was refused
 */
record ReceivedHeaders<C>(C carrier, HeaderGetter<C> getter, String carrierName, ContextListener listener) {

	@Nullable ContextId id(String name) {
		String value = single(name);
		if (value == null) {
			return null;
		}
		ContextId id = ContextId.parse(value);
		if (id == null) {
			reject((value.length() > ContextId.MAX_LENGTH) ? Reason.OVERSIZED : Reason.MALFORMED);
		}
		return id;
	}

	@Nullable String kind(String name) {
		String value = single(name);
		if (value == null || BusinessContext.isKind(value)) {
			return value;
		}
		reject(Reason.MALFORMED);
		return null;
	}

	@Nullable Prompt prompt(String name) {
		String value = single(name);
		Prompt prompt = PromptHeader.parse(value);
		if (value != null && prompt == null) {
			reject((value.length() > PromptHeader.MAX_LENGTH) ? Reason.OVERSIZED : Reason.MALFORMED);
		}
		return prompt;
	}

	void reject(Reason reason) {
		this.listener.rejected(new Rejection(this.carrierName, reason));
	}

	private @Nullable String single(String name) {
		String value = this.getter.get(this.carrier, name);
		if (value != null && this.getter.isRepeated(this.carrier, name)) {
			reject(Reason.REPEATED);
			return null;
		}
		return value;
	}

}
