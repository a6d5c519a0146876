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
				new LlmCall.Outcome(LlmCallStatus.OK, null),
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(7), null, null));
	}

	/**
	 * A call that succeeded, on its way.
	 * @param requestId its id
	 * @return the finished call
	 */
	public static FinishedCall finished(String requestId) {
		return new FinishedCall(call(requestId, null), RawContent.NONE);
	}

	/**
	 * The record of a call that succeeded.
	 * @param requestId its id
	 * @return the record
	 */
	public static LlmRecord record(String requestId) {
		return record(finished(requestId));
	}

	/**
	 * The record of a call without content.
	 * @param finished the call
	 * @return the record
	 */
	public static LlmRecord record(FinishedCall finished) {
		return new LlmRecord(finished.call(), null, null, new Kept(false, "test"), Map.of());
	}

}
