package io.contexttrace.metrics;

import java.util.Objects;

import io.contexttrace.llm.LlmCall;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Measures what is called on the way to an answer and is no inference: embeddings, tools,
 * retrievals.
 */
final class OperationMeters {

	/**
	 * The parameter in which the call of a tool has its name.
	 */
	private static final String TOOL = "tool";

	private final TagValues values;

	private final MeterFamily<LlmTags, Timer> embeddings;

	private final MeterFamily<LlmTags, DistributionSummary> embeddedTokens;

	private final MeterFamily<ToolTags, Timer> tools;

	private final MeterFamily<LlmTags, Timer> others;

	OperationMeters(LlmMeterFamilies families, TagValues values) {
		this.values = values;
		this.embeddings = families.timers(MeterNames.EMBEDDINGS_DURATION, "Time that a request for embeddings took");
		this.embeddedTokens = families.tokenSummaries(MeterNames.EMBEDDINGS_INPUT_TOKENS,
				"Tokens of the texts of a request for embeddings");
		this.tools = families.timers(MeterNames.TOOL_DURATION, "Time that a tool took", ToolTags::toTags);
		this.others = families.timers(MeterNames.OPERATION_DURATION, "Time that a call took, such as a retrieval");
	}

	void recordEmbeddings(LlmTags tags, LlmCall call) {
		this.embeddings.get(tags).record(call.timing().duration());
		LlmUsageMeters.distribute(this.embeddedTokens, tags, call.response().usage().input());
	}

	void recordTool(LlmTags tags, LlmCall call) {
		String tool = Objects.toString(call.request().parameters().get(TOOL), null);
		ToolTags toolTags = new ToolTags(tags.operation(), this.values.cap(MeterNames.TOOL_NAME, tool),
				tags.errorType());
		this.tools.get(toolTags).record(call.timing().duration());
	}

	void recordOther(LlmTags tags, LlmCall call) {
		this.others.get(tags).record(call.timing().duration());
	}

	private record ToolTags(String operation, String tool, String errorType) {

		Tags toTags() {
			return Tags.of(MeterNames.OPERATION, this.operation, MeterNames.TOOL_NAME, this.tool, MeterNames.ERROR_TYPE,
					this.errorType);
		}

	}

}
