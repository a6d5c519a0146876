package io.contexttrace.metrics;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.Stage;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Measures the stages of users' calls, as far as they are known.
 */
final class StageMeters {

	private final MeterFamily<StageTags, Timer> stages;

	StageMeters(LlmMeterFamilies families) {
		this.stages = families.timers(MeterNames.LLM_STAGE_DURATION, "Time that a stage of a user's call took",
				StageTags::toTags);
	}

	void record(LlmTags tags, LlmCall.Timing timing) {
		timing.stages()
			.forEach((stage, duration) -> this.stages
				.get(new StageTags(stage, tags.operation(), tags.provider(), tags.requestModel()))
				.record(duration));
	}

	private record StageTags(Stage stage, String operation, String provider, String requestModel) {

		Tags toTags() {
			return Tags.of(MeterNames.STAGE, this.stage.value(), MeterNames.OPERATION, this.operation,
					MeterNames.PROVIDER, this.provider, MeterNames.REQUEST_MODEL, this.requestModel);
		}

	}

}
