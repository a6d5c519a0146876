package io.contexttrace.sink;

import java.util.List;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;

/**
 * What the event and its attributes are called: first as OpenTelemetry's GenAI
 * conventions have them, which still move, then as spans of this library have them, then
 * our own.
 */
final class GenAiAttributes {

	static final String EVENT_NAME = "gen_ai.client.inference.operation.details";

	static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");

	static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");

	static final AttributeKey<String> CONVERSATION_ID = AttributeKey.stringKey("gen_ai.conversation.id");

	static final AttributeKey<String> OUTPUT_TYPE = AttributeKey.stringKey("gen_ai.output.type");

	static final AttributeKey<String> PROMPT_NAME = AttributeKey.stringKey("gen_ai.prompt.name");

	static final AttributeKey<String> PROMPT_VERSION = AttributeKey.stringKey("gen_ai.prompt.version");

	static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");

	static final AttributeKey<Boolean> STREAM = AttributeKey.booleanKey("gen_ai.request.stream");

	static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("gen_ai.request.temperature");

	static final AttributeKey<Double> TOP_P = AttributeKey.doubleKey("gen_ai.request.top_p");

	static final AttributeKey<Long> TOP_K = AttributeKey.longKey("gen_ai.request.top_k");

	static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");

	static final AttributeKey<List<String>> STOP_SEQUENCES = AttributeKey
		.stringArrayKey("gen_ai.request.stop_sequences");

	static final AttributeKey<Double> FREQUENCY_PENALTY = AttributeKey.doubleKey("gen_ai.request.frequency_penalty");

	static final AttributeKey<Double> PRESENCE_PENALTY = AttributeKey.doubleKey("gen_ai.request.presence_penalty");

	static final AttributeKey<Long> SEED = AttributeKey.longKey("gen_ai.request.seed");

	static final AttributeKey<Long> CHOICE_COUNT = AttributeKey.longKey("gen_ai.request.choice.count");

	static final AttributeKey<String> REASONING_LEVEL = AttributeKey.stringKey("gen_ai.request.reasoning.level");

	static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");

	static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");

	static final AttributeKey<List<String>> FINISH_REASONS = AttributeKey
		.stringArrayKey("gen_ai.response.finish_reasons");

	static final AttributeKey<Double> TIME_TO_FIRST_CHUNK = AttributeKey
		.doubleKey("gen_ai.response.time_to_first_chunk");

	static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");

	static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");

	static final AttributeKey<Long> CACHE_READ_TOKENS = AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");

	static final AttributeKey<Long> CACHE_WRITE_TOKENS = AttributeKey.longKey("gen_ai.usage.cache_write.input_tokens");

	static final AttributeKey<Long> REASONING_TOKENS = AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens");

	static final AttributeKey<Value<?>> SYSTEM_INSTRUCTIONS = AttributeKey.valueKey("gen_ai.system_instructions");

	static final AttributeKey<Value<?>> INPUT_MESSAGES = AttributeKey.valueKey("gen_ai.input.messages");

	static final AttributeKey<Value<?>> OUTPUT_MESSAGES = AttributeKey.valueKey("gen_ai.output.messages");

	static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

	static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");

	static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	static final AttributeKey<String> CONTEXT_KIND = AttributeKey.stringKey("context.kind");

	static final AttributeKey<String> PARENT_CONTEXT_ID = AttributeKey.stringKey("context.parent.id");

	static final AttributeKey<String> USER_ID = AttributeKey.stringKey("enduser.pseudo.id");

	static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("context_trace.request_id");

	static final AttributeKey<String> PARENT_REQUEST_ID = AttributeKey.stringKey("context_trace.parent_request_id");

	static final AttributeKey<String> STATUS = AttributeKey.stringKey("context_trace.status");

	static final AttributeKey<String> PROMPT_VARIANT = AttributeKey.stringKey("context_trace.prompt.variant");

	static final AttributeKey<Double> COST_AMOUNT = AttributeKey.doubleKey("context_trace.cost.amount");

	static final AttributeKey<String> COST_CURRENCY = AttributeKey.stringKey("context_trace.cost.currency");

	static final AttributeKey<String> KEPT_REASON = AttributeKey.stringKey("context_trace.kept.reason");

	static final AttributeKey<String> ENCRYPTION_ALGORITHM = AttributeKey
		.stringKey("context_trace.encryption.algorithm");

	static final AttributeKey<String> ENCRYPTION_KEY_ID = AttributeKey.stringKey("context_trace.encryption.key_id");

	private GenAiAttributes() {
	}

}
