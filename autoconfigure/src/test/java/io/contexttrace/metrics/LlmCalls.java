package io.contexttrace.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.contexttrace.Prompt;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Calls as the meters see them.
 */
final class LlmCalls {

	static final LlmUsage USAGE = new LlmUsage(1200L, 80L, 1000L, 200L, 30L);

	private static final LlmCall.Timing AT_ONCE = new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(300), null, null);

	private LlmCalls() {
	}

	static LlmCall succeeded(String model, LlmUsage usage) {
		return call(model, new LlmResponse(model + "-2026", "id-1", List.of("stop"), usage), LlmCallStatus.OK, null,
				AT_ONCE);
	}

	static LlmCall failed(LlmCallStatus status, @Nullable String errorType) {
		return call("gpt", LlmResponse.NONE, status, errorType, AT_ONCE);
	}

	static LlmCall streamed(long millis, long firstMillis, long chunks) {
		return call("gpt", new LlmResponse("gpt-2026", "id-2", List.of("stop"), USAGE), LlmCallStatus.OK, null,
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(millis), Duration.ofMillis(firstMillis), chunks));
	}

	static LlmCall prompted(String name, @Nullable String version) {
		LlmCall call = succeeded("gpt", USAGE);
		return call
			.withRequest(new LlmRequest("chat", "openai", "gpt", false, Map.of(), new Prompt(name, version, "b")));
	}

	static LlmCall staged(Map<Stage, Duration> stages) {
		return call("gpt", LlmResponse.NONE, LlmCallStatus.OK, null,
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(300), null, null, stages));
	}

	static LlmCall operation(String operation, Map<String, Object> parameters, LlmUsage usage) {
		LlmCall call = call("gpt", new LlmResponse(null, null, List.of(), usage), LlmCallStatus.OK, null, AT_ONCE);
		return call.withRequest(new LlmRequest(operation, "openai", "gpt", false, parameters));
	}

	private static LlmCall call(String model, LlmResponse response, LlmCallStatus status, @Nullable String errorType,
			LlmCall.Timing timing) {
		return new LlmCall(new LlmCall.Ids("r-1", null, null, null, null, null), null,
				new LlmRequest("chat", "openai", model, timing.chunks() != null, Map.of()), response,
				new LlmCall.Outcome(status, errorType), timing);
	}

}
