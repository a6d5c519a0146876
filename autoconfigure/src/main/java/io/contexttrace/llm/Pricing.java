package io.contexttrace.llm;

import org.jspecify.annotations.Nullable;

/**
 * Says what a call cost. Asked on the thread that made the call, so it does little, and
 * is safe for use by several threads.
 */
@FunctionalInterface
public interface Pricing {

	/**
	 * What a call cost.
	 * @param call the call, without its cost
	 * @return the cost, or {@code null} if it is not known
	 */
	@Nullable Cost price(LlmCall call);

	/**
	 * Pricing that knows no price.
	 * @return pricing for which no cost is known
	 */
	static Pricing unknown() {
		return (call) -> null;
	}

}
