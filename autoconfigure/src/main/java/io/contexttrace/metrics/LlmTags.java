package io.contexttrace.metrics;

import io.contexttrace.Prompt;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a call's meters: the same for every call, because Prometheus wants one set
 * of tags for each name. None of them is an id.
 *
 * @param operation what the model was to do
 * @param provider who runs the model
 * @param requestModel the model that was asked for
 * @param responseModel the model that answered
 * @param promptName the prompt template
 * @param promptVersion the version of the prompt template
 * @param errorType in what way the call failed
 */
record LlmTags(String operation, String provider, String requestModel, String responseModel, String promptName,
		String promptVersion, String errorType) {

	static LlmTags of(LlmCall call, TagValues values) {
		LlmRequest request = call.request();
		Prompt prompt = request.prompt();
		return new LlmTags(values.cap(MeterNames.OPERATION, request.operation()),
				values.cap(MeterNames.PROVIDER, request.provider()),
				values.cap(MeterNames.REQUEST_MODEL, request.model()),
				values.cap(MeterNames.RESPONSE_MODEL, call.response().model()),
				values.cap(MeterNames.PROMPT_NAME, (prompt != null) ? prompt.name() : null),
				values.cap(MeterNames.PROMPT_VERSION, (prompt != null) ? prompt.version() : null),
				values.cap(MeterNames.ERROR_TYPE, errorType(call.outcome())));
	}

	private static @Nullable String errorType(LlmCall.Outcome outcome) {
		if (outcome.status() == LlmCallStatus.OK) {
			return null;
		}
		return (outcome.errorType() != null) ? outcome.errorType() : outcome.status().value();
	}

	// whether a call failed is still told: shares of failures stay right
	LlmTags other() {
		String failure = this.errorType.equals(MeterNames.NONE) ? MeterNames.NONE : MeterNames.OTHER;
		return new LlmTags(this.operation, MeterNames.OTHER, MeterNames.OTHER, MeterNames.OTHER, MeterNames.OTHER,
				MeterNames.OTHER, failure);
	}

	// the model that is paid for
	String model() {
		return this.responseModel.equals(MeterNames.NONE) ? this.requestModel : this.responseModel;
	}

	Tags toTags() {
		return Tags.of(MeterNames.OPERATION, this.operation, MeterNames.PROVIDER, this.provider,
				MeterNames.REQUEST_MODEL, this.requestModel, MeterNames.RESPONSE_MODEL, this.responseModel,
				MeterNames.PROMPT_NAME, this.promptName, MeterNames.PROMPT_VERSION, this.promptVersion,
				MeterNames.ERROR_TYPE, this.errorType);
	}

}
