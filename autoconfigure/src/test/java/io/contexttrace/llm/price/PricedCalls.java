package io.contexttrace.llm.price;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import org.jspecify.annotations.Nullable;

/**
 * Calls that cost something, and made-up prices.
 */
final class PricedCalls {

	private PricedCalls() {
	}

	static LlmCall call(@Nullable String provider, @Nullable String requestModel, @Nullable String responseModel,
			LlmUsage usage) {
		return call(provider, requestModel, responseModel, usage, LlmCallStatus.OK);
	}

	static LlmCall call(@Nullable String provider, @Nullable String requestModel, @Nullable String responseModel,
			LlmUsage usage, LlmCallStatus status) {
		return new LlmCall(new LlmCall.Ids("r-1", null, null, null, null, null), null,
				new LlmRequest("chat", provider, requestModel, false, Map.of()),
				new LlmResponse(responseModel, null, List.of(), usage), new LlmCall.Outcome(status, null),
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(7), null, null));
	}

	static LlmUsage usage(@Nullable Long input, @Nullable Long output) {
		return new LlmUsage(input, output, null, null, null);
	}

	static Prices prices(String input, String output) {
		return new Prices(new BigDecimal(input), new BigDecimal(output), null, null, null, null);
	}

	static Prices request(String price) {
		return new Prices(null, null, null, null, null, new BigDecimal(price));
	}

}
