package io.contexttrace.metrics;

import io.contexttrace.Prompt;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The tags of the meters of feedback. None of them is an id.
 *
 * @param name what was asked
 * @param source who judged
 * @param requestModel the model that was asked for
 * @param responseModel the model that answered
 * @param prompt name, version and variant of the prompt template
 */
record FeedbackTags(String name, String source, String requestModel, String responseModel, PromptTags prompt) {

	static FeedbackTags of(GivenFeedback given, TagValues values) {
		Feedback feedback = given.feedback();
		JudgedCall call = given.call();
		JudgedCall.Model model = (call != null) ? call.model() : null;
		return new FeedbackTags(values.cap(MeterNames.EVALUATION_NAME, feedback.name()),
				values.cap(MeterNames.SOURCE, feedback.source()),
				values.cap(MeterNames.REQUEST_MODEL, (model != null) ? model.requested() : null),
				values.cap(MeterNames.RESPONSE_MODEL, (model != null) ? model.answered() : null),
				PromptTags.of((call != null) ? call.prompt() : null, values));
	}

	FeedbackTags other() {
		return new FeedbackTags(MeterNames.OTHER, this.source, MeterNames.OTHER, MeterNames.OTHER, PromptTags.OTHER);
	}

	Tags toTags() {
		return Tags.of(MeterNames.EVALUATION_NAME, this.name, MeterNames.SOURCE, this.source, MeterNames.REQUEST_MODEL,
				this.requestModel, MeterNames.RESPONSE_MODEL, this.responseModel, MeterNames.EVALUATED_PROMPT_NAME,
				this.prompt.name(), MeterNames.EVALUATED_PROMPT_VERSION, this.prompt.version(),
				MeterNames.EVALUATED_PROMPT_VARIANT, this.prompt.variant());
	}

	private record PromptTags(String name, String version, String variant) {

		static final PromptTags OTHER = new PromptTags(MeterNames.OTHER, MeterNames.OTHER, MeterNames.OTHER);

		static PromptTags of(@Nullable Prompt prompt, TagValues values) {
			return new PromptTags(values.cap(MeterNames.EVALUATED_PROMPT_NAME, (prompt != null) ? prompt.name() : null),
					values.cap(MeterNames.EVALUATED_PROMPT_VERSION, (prompt != null) ? prompt.version() : null),
					values.cap(MeterNames.EVALUATED_PROMPT_VARIANT, (prompt != null) ? prompt.variant() : null));
		}

	}

}
