package io.contexttrace.metrics;

/**
 * What all meters and their tags are called. Those of LLM calls follow the client
 * inference metrics of OpenTelemetry's GenAI conventions, which still move: nothing else
 * in the library spells these names out.
 */
public final class MeterNames {

	/**
	 * Timer: how long a call took.
	 */
	public static final String LLM_DURATION = "gen_ai.client.inference.duration";

	/**
	 * Timer: how long the first chunk of a stream took.
	 */
	public static final String LLM_TIME_TO_FIRST_CHUNK = "gen_ai.client.inference.time_to_first_chunk";

	/**
	 * Timer: how long each further chunk of a stream took.
	 */
	public static final String LLM_TIME_PER_OUTPUT_CHUNK = "gen_ai.client.inference.time_per_output_chunk";

	/**
	 * Counter: tokens of prompts.
	 */
	public static final String LLM_INPUT_TOKENS = "gen_ai.client.inference.usage.input_tokens";

	/**
	 * Counter: tokens of answers.
	 */
	public static final String LLM_OUTPUT_TOKENS = "gen_ai.client.inference.usage.output_tokens";

	/**
	 * Counter: tokens of prompts that came from the provider's cache.
	 */
	public static final String LLM_CACHE_READ_TOKENS = "gen_ai.client.inference.usage.cache_read.input_tokens";

	/**
	 * Counter: tokens of prompts that went into the provider's cache.
	 */
	public static final String LLM_CACHE_WRITE_TOKENS = "gen_ai.client.inference.usage.cache_write.input_tokens";

	/**
	 * Counter: tokens spent on reasoning.
	 */
	public static final String LLM_REASONING_TOKENS = "gen_ai.client.inference.usage.reasoning.output_tokens";

	/**
	 * Distribution summary: tokens of the prompt of one call.
	 */
	public static final String LLM_CALL_INPUT_TOKENS = "gen_ai.client.inference.operation.input_tokens";

	/**
	 * Distribution summary: tokens of the answer of one call.
	 */
	public static final String LLM_CALL_OUTPUT_TOKENS = "gen_ai.client.inference.operation.output_tokens";

	/**
	 * Timer: how long a request for embeddings took.
	 */
	public static final String EMBEDDINGS_DURATION = "gen_ai.client.embeddings.duration";

	/**
	 * Distribution summary: tokens of the texts of one request for embeddings.
	 */
	public static final String EMBEDDINGS_INPUT_TOKENS = "gen_ai.client.embeddings.operation.input_tokens";

	/**
	 * Timer: how long a tool took.
	 */
	public static final String TOOL_DURATION = "gen_ai.execute_tool.duration";

	/**
	 * Timer: how long a call took that has no meter of its own, such as a retrieval.
	 */
	public static final String OPERATION_DURATION = "gen_ai.client.operation.duration";

	/**
	 * Timer: how long a stage of a user's call took.
	 */
	public static final String LLM_STAGE_DURATION = "context_trace.llm.stage.duration";

	/**
	 * Counter: what calls cost.
	 */
	public static final String LLM_COST = "context_trace.llm.cost";

	/**
	 * Counter: calls whose cost is not known.
	 */
	public static final String LLM_UNPRICED = "context_trace.llm.unpriced";

	/**
	 * Counter: contexts that were issued because none came.
	 */
	public static final String CONTEXT_ISSUED = "context_trace.context.issued";

	/**
	 * Counter: received contexts that were refused.
	 */
	public static final String CONTEXT_REJECTED = "context_trace.context.rejected";

	/**
	 * Counter: headers that were not written, because there was no room.
	 */
	public static final String HEADERS_SKIPPED = "context_trace.headers.skipped";

	/**
	 * Counter: records that were lost.
	 */
	public static final String RECORDS_DROPPED = "context_trace.records.dropped";

	/**
	 * Counter: secrets that were taken out of records.
	 */
	public static final String REDACTIONS = "context_trace.redactions";

	/**
	 * Timer: how long a step took.
	 */
	public static final String STEP_DURATION = "context_trace.step.duration";

	/**
	 * Tag: what a model was to do.
	 */
	public static final String OPERATION = "gen_ai.operation.name";

	/**
	 * Tag: who runs the model.
	 */
	public static final String PROVIDER = "gen_ai.provider.name";

	/**
	 * Tag: the model that was asked for.
	 */
	public static final String REQUEST_MODEL = "gen_ai.request.model";

	/**
	 * Tag: the model that answered.
	 */
	public static final String RESPONSE_MODEL = "gen_ai.response.model";

	/**
	 * Tag: the prompt template that a call was made with.
	 */
	public static final String PROMPT_NAME = "gen_ai.prompt.name";

	/**
	 * Tag: which version of the prompt template it was.
	 */
	public static final String PROMPT_VERSION = "gen_ai.prompt.version";

	/**
	 * Tag: the tool that was executed.
	 */
	public static final String TOOL_NAME = "gen_ai.tool.name";

	/**
	 * Tag: which stage of a call it was.
	 */
	public static final String STAGE = "stage";

	/**
	 * Tag: who was paid.
	 */
	public static final String COST_PROVIDER = "provider";

	/**
	 * Tag: the model that was paid for.
	 */
	public static final String COST_MODEL = "model";

	/**
	 * Tag: what was paid in.
	 */
	public static final String CURRENCY = "currency";

	/**
	 * Tag: in what way a call failed, {@value #NONE} if it did not.
	 */
	public static final String ERROR_TYPE = "error.type";

	/**
	 * Tag: what sort of context it is.
	 */
	public static final String KIND = "kind";

	/**
	 * Tag: where a context was needed.
	 */
	public static final String SOURCE = "source";

	/**
	 * Tag: what brought a context.
	 */
	public static final String CARRIER = "carrier";

	/**
	 * Tag: why something was refused or lost.
	 */
	public static final String REASON = "reason";

	/**
	 * Tag: the sink that did not get a record.
	 */
	public static final String SINK = "sink";

	/**
	 * Tag: what sort of secret it was.
	 */
	public static final String TYPE = "type";

	/**
	 * Tag: what was done in a step.
	 */
	public static final String STEP_NAME = "name";

	/**
	 * Tag: how a step ended.
	 */
	public static final String OUTCOME = "outcome";

	/**
	 * The value of a tag about which nothing is known.
	 */
	public static final String NONE = "none";

	/**
	 * The value that stands for all values beyond the cap.
	 */
	public static final String OTHER = "other";

	/**
	 * Counter: feedback of users and evaluators.
	 */
	public static final String EVALUATION_RESULTS = "context_trace.evaluation.results";

	/**
	 * Distribution summary: scores of users and evaluators.
	 */
	public static final String EVALUATION_SCORE = "context_trace.evaluation.score";

	/**
	 * Distribution summary: scores below zero, without their sign.
	 */
	public static final String EVALUATION_NEGATIVE_SCORE = "context_trace.evaluation.score.negative";

	/**
	 * Tag: what users and evaluators were asked.
	 */
	public static final String EVALUATION_NAME = "gen_ai.evaluation.name";

	/**
	 * Tag: the verdict in a word.
	 */
	public static final String EVALUATION_LABEL = "gen_ai.evaluation.score.label";

	/**
	 * Tag: the prompt template of the call that was judged.
	 */
	public static final String EVALUATED_PROMPT_NAME = "gen_ai.prompt.name";

	/**
	 * Tag: its version.
	 */
	public static final String EVALUATED_PROMPT_VERSION = "gen_ai.prompt.version";

	/**
	 * Tag: its variant.
	 */
	public static final String EVALUATED_PROMPT_VARIANT = "gen_ai.prompt.variant";

	private MeterNames() {
	}

}
