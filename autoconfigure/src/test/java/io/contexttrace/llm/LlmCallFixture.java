package io.contexttrace.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.contexttrace.BusinessContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls to record.
 */
public final class LlmCallFixture {

	private LlmCallFixture() {
	}

	/**
	 * A call that succeeded.
	 * @param requestId its id
	 * @param context the context that it was made for
	 * @return the call
	 */
	public static LlmCall call(String requestId, @Nullable BusinessContext context) {
		return new LlmCall(new LlmCall.Ids(requestId, null, null, null, null, null), context,
				new LlmRequest("chat", "openai", "gpt", false, Map.of()), LlmResponse.NONE,
				new LlmCall.Outcome(LlmCallStatus.OK, null, null),
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(7), null, null), null);
	}

}
