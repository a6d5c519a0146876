package io.contexttrace.sink;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.Stage;

/**
 * Writes when a call was made and how long it took.
 */
final class TimingJson {

	private static final Map<Stage, String> STAGES = new EnumMap<>(
			Map.of(Stage.BEFORE_MODEL, "beforeModelMs", Stage.MODEL, "modelMs", Stage.FIRST_CHUNK, "firstChunkMs",
					Stage.TOOLS, "toolsMs", Stage.AFTER_MODEL, "afterModelMs"));

	private TimingJson() {
	}

	static void write(JsonFields json, LlmCall.Timing timing) {
		Map<Stage, Duration> stages = timing.stages();
		json.text("startedAt", timing.startedAt().toString());
		json.millis("durationMs", timing.duration());
		json.millis("timeToFirstChunkMs", timing.timeToFirstChunk());
		json.number("chunks", timing.chunks());
		if (!stages.isEmpty()) {
			json.object("stages", () -> STAGES.forEach((stage, name) -> json.millis(name, stages.get(stage))));
		}
	}

}
