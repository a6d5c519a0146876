package io.contexttrace.llm.feedback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.Prompt;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;

/**
 * Calls that can be judged.
 */
public final class JudgedCalls {

	/**
	 * When they were made.
	 */
	public static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

	private JudgedCalls() {
	}

	/**
	 * A call to a chat model.
	 * @param requestId its id
	 * @param parentRequestId the user's call
	 * @param contextId its context
	 * @return the call
	 */
	public static LlmCall chat(String requestId, @Nullable String parentRequestId, String contextId) {
		return call("chat", requestId, parentRequestId, contextId, new Prompt("order-help", "3", "b"));
	}

	/**
	 * A call.
	 * @param operation what is asked
	 * @param requestId its id
	 * @param parentRequestId the user's call
	 * @param contextId its context
	 * @param prompt its prompt
	 * @return the call
	 */
	public static LlmCall call(String operation, String requestId, @Nullable String parentRequestId, String contextId,
			@Nullable Prompt prompt) {
		return new LlmCall(
				new LlmCall.Ids(requestId, parentRequestId, "talk-1", "0af7651916cd43dd8448eb211c80319c",
						"b7ad6b7169203331", null),
				BusinessContext.of(new ContextId(contextId), "session"),
				new LlmRequest(operation, "openai", "gpt", false, Map.of("temperature", 0.5), prompt),
				new LlmResponse("gpt-2026", "response-of-" + requestId, List.of("stop"), LlmUsage.UNREPORTED),
				new LlmCall.Outcome(LlmCallStatus.OK, null), new LlmCall.Timing(AT, Duration.ofMillis(7), null, null));
	}

}
