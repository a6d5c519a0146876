package io.contexttrace.sink;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.Prompt;
import io.contexttrace.llm.Cost;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmTransport;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.RateLimit;
import io.contexttrace.llm.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Records to write.
 */
final class LlmRecords {

	static final ServiceIdentity SERVICE = new ServiceIdentity("assistant", "1.4.2", "production");

	private static final Instant STARTED_AT = Instant.parse("2026-11-21T02:59:36.479707267Z");

	private static final LlmCall.Ids IDS = new LlmCall.Ids("01a1fc0b-879f-75b5-9d3d-ad2563c8e8e1",
			"01a1fc0b-879d-77ee-91f2-832b2bf29971", "chat-12", "25d8e3906bbbaf7d45ae310256717a58", "a9d5531ee23a20da",
			"1-25d8e390-6bbbaf7d45ae310256717a58");

	private LlmRecords() {
	}

	/**
	 * A record in which every field is known.
	 */
	static LlmRecord full() {
		LlmCall.Outcome outcome = new LlmCall.Outcome(LlmCallStatus.RATE_LIMITED,
				"com.openai.errors.RateLimitException", Stage.MODEL, transport());
		LlmCall call = new LlmCall(IDS, context(), request(), response(), outcome, timing(),
				new Cost(new BigDecimal("0.000000425"), "USD", "2026-11"));
		return new LlmRecord(call, "429: Rate limit reached for [EMAIL]", content(), new Kept(true, "error"),
				Map.of("email", 2, "iban", 1));
	}

	/**
	 * A record in which nothing is known that can be unknown.
	 */
	static LlmRecord minimal() {
		return record(LlmCallStatus.OK, null, null);
	}

	static LlmRecord record(LlmCallStatus status, @Nullable String errorType, @Nullable LlmContent content) {
		LlmCall call = new LlmCall(
				new LlmCall.Ids("01a1fc0b-879f-75b5-9d3d-ad2563c8e8e1", null, null, null, null, null), null,
				new LlmRequest("chat", null, null, false, Map.of()), LlmResponse.NONE,
				new LlmCall.Outcome(status, errorType),
				new LlmCall.Timing(STARTED_AT, Duration.ofMillis(7), null, null));
		return new LlmRecord(call, null, content, new Kept(content != null, "capture"), Map.of());
	}

	static LlmRecord withParameters(Map<String, Object> parameters) {
		LlmRecord record = minimal();
		return new LlmRecord(record.call().withRequest(new LlmRequest("chat", null, null, false, parameters)), null,
				null, record.kept(), Map.of());
	}

	static LlmRecord withCost(BigDecimal amount) {
		LlmRecord record = minimal();
		return new LlmRecord(record.call().withCost(new Cost(amount, "EUR", null)), null, null, record.kept(),
				Map.of());
	}

	static LlmContent said(String text) {
		return new LlmContent(List.of(new LlmContent.Message("user", LlmContent.Text.of(text))), List.of());
	}

	private static BusinessContext context() {
		return new BusinessContext(new ContextId("case-4712"), "session", new ContextId("batch-9"), "k3mXr8Qw1Zc",
				Map.of());
	}

	private static LlmRequest request() {
		Map<String, Object> parameters = new LinkedHashMap<>();
		parameters.put("temperature", 0.2);
		parameters.put("maxTokens", 400);
		parameters.put("stopSequences", List.of("END"));
		parameters.put("tools", List.of("findOrder"));
		parameters.put("responseFormat", "json_schema");
		return new LlmRequest("chat", "openai", "gpt-5-mini", true, parameters, new Prompt("support", "7", "short"));
	}

	private static LlmResponse response() {
		return new LlmResponse("gpt-5-mini-2026-08-01", "chatcmpl-574dafda", List.of("tool_calls"),
				new LlmUsage(218L, 51L, 128L, 64L, 32L));
	}

	private static LlmTransport transport() {
		return new LlmTransport(429, 3, new RateLimit(500L, 0L, Duration.ofMillis(120), 200_000L, 199_782L,
				Duration.ofMillis(65), Duration.ofSeconds(2)));
	}

	private static LlmCall.Timing timing() {
		return new LlmCall.Timing(STARTED_AT, Duration.ofNanos(1_446_911_575), Duration.ofNanos(284_295_374), 41L,
				Map.of(Stage.BEFORE_MODEL, Duration.ofMillis(12), Stage.MODEL, Duration.ofNanos(1_446_911_575),
						Stage.FIRST_CHUNK, Duration.ofNanos(284_295_374), Stage.TOOLS, Duration.ofMillis(30),
						Stage.AFTER_MODEL, Duration.ofNanos(1_500_000)));
	}

	private static LlmContent content() {
		LlmContent.ToolCall asked = new LlmContent.ToolCall("call_1", "findOrder",
				LlmContent.Text.of("{\"orderId\":\"A-1001\"}"));
		LlmContent.ToolCall answered = new LlmContent.ToolCall("call_1", "findOrder", null);
		LlmContent.ToolCall cut = new LlmContent.ToolCall("call_2", "findOrder",
				new LlmContent.Text(52_000, "{\"orderId\":\"A-1002", true));
		return new LlmContent(
				List.of(new LlmContent.Message("system", LlmContent.Text.of("Answer in one sentence.")),
						new LlmContent.Message("user", new LlmContent.Text(90_210, "Where is order A-1001", true)),
						new LlmContent.Message("assistant", LlmContent.Text.of(""), List.of(asked), null),
						new LlmContent.Message("tool", LlmContent.Text.of("shipped"), List.of(), answered)),
				List.of(new LlmContent.Message("assistant", LlmContent.Text.of("It was shipped."), List.of(cut), null)),
				List.of(new LlmContent.Document("doc-7", 0.83), new LlmContent.Document("doc-9", null)),
				new LlmContent.Encryption("AES-256-GCM", "2026-11"));
	}

}
