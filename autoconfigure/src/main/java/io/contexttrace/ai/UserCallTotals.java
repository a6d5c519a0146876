package io.contexttrace.ai;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What all rounds of a user's call took together: the time of each stage, and the tokens.
 * The first chunk is that of the first round. Not safe for use by several threads.
 */
final class UserCallTotals {

	private final Map<Stage, Duration> stages = new EnumMap<>(Stage.class);

	private LlmUsage usage = LlmUsage.UNREPORTED;

	UserCallTotals copy() {
		UserCallTotals copy = new UserCallTotals();
		copy.add(this.stages, this.usage);
		return copy;
	}

	void add(Map<Stage, Duration> round, LlmUsage tokens) {
		round.forEach((stage, duration) -> this.stages.merge(stage, duration,
				(stage == Stage.FIRST_CHUNK) ? (first, later) -> first : Duration::plus));
		this.usage = new LlmUsage(sum(this.usage.input(), tokens.input()), sum(this.usage.output(), tokens.output()),
				sum(this.usage.cacheRead(), tokens.cacheRead()), sum(this.usage.cacheWrite(), tokens.cacheWrite()),
				sum(this.usage.reasoning(), tokens.reasoning()));
	}

	void add(Stage stage, Duration duration) {
		this.stages.merge(stage, duration, Duration::plus);
	}

	Map<Stage, Duration> stages() {
		return this.stages;
	}

	LlmUsage usage() {
		return this.usage;
	}

	private static @Nullable Long sum(@Nullable Long first, @Nullable Long second) {
		return (first != null && second != null) ? Long.valueOf(first + second) : ((first != null) ? first : second);
	}

}
