package io.contexttrace.sink;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmTransport;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.RateLimit;
import io.contexttrace.llm.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a model answered, without the text, and how the call ended.
 */
final class ResponseJson {

	private static final RateLimit NO_LIMIT = new RateLimit(null, null, null, null, null, null, null);

	private ResponseJson() {
	}

	static void write(JsonFields json, LlmRecord record) {
		LlmResponse response = record.call().response();
		json.text("responseModel", response.model());
		json.text("responseId", response.id());
		outcome(json, record.call().outcome(), record.errorMessage());
		json.texts("finishReasons", response.finishReasons());
		json.object("usage", () -> usage(json, response.usage()));
	}

	private static void outcome(JsonFields json, LlmCall.Outcome outcome, @Nullable String errorMessage) {
		Stage stage = outcome.errorStage();
		json.text("status", outcome.status().value());
		json.text("errorType", outcome.errorType());
		json.text("errorMessage", errorMessage);
		json.text("errorStage", (stage != null) ? stage.value() : null);
		transport(json, outcome.transport());
	}

	private static void transport(JsonFields json, LlmTransport transport) {
		RateLimit limit = transport.rateLimit();
		json.number("httpStatus", transport.httpStatus());
		json.number("attempt", transport.attempt());
		if (limit != null && !limit.equals(NO_LIMIT)) {
			json.object("rateLimit", () -> rateLimit(json, limit));
		}
	}

	private static void rateLimit(JsonFields json, RateLimit limit) {
		json.number("requests", limit.requests());
		json.number("requestsLeft", limit.requestsLeft());
		json.millis("requestsResetMs", limit.requestsReset());
		json.number("tokens", limit.tokens());
		json.number("tokensLeft", limit.tokensLeft());
		json.millis("tokensResetMs", limit.tokensReset());
		json.millis("retryAfterMs", limit.retryAfter());
	}

	private static void usage(JsonFields json, LlmUsage usage) {
		json.number("input", usage.input());
		json.number("output", usage.output());
		json.number("cacheRead", usage.cacheRead());
		json.number("cacheWrite", usage.cacheWrite());
		json.number("reasoning", usage.reasoning());
		json.flag("reported", usage.isReported());
	}

}
