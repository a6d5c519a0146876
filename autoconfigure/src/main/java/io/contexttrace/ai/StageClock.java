package io.contexttrace.ai;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.contexttrace.llm.Stage;

/**
 * Says where the time between two answers of the model goes. Not safe for use by several
 * threads.
 */
final class StageClock {

	private long gapStartedAt;

	private boolean toolsAreWanted;

	private boolean toolsWereSeen;

	private int toolsAtWork;

	private long toolsStartedAt;

	private long toolNanos;

	StageClock(long now) {
		this.gapStartedAt = now;
	}

	/**
	 * The model is asked.
	 * @param now the time
	 * @return how long the stages before it took; those that nobody could see are absent
	 */
	Map<Stage, Duration> modelStarts(long now) {
		Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
		if (this.toolsWereSeen) {
			stages.put(Stage.TOOLS, Duration.ofNanos(this.toolNanos));
		}
		if (this.toolsWereSeen || !this.toolsAreWanted) {
			stages.put(Stage.BEFORE_MODEL, Duration.ofNanos(Math.max(0, now - this.gapStartedAt - this.toolNanos)));
		}
		return stages;
	}

	/**
	 * The user's call ends, perhaps while a tool is still at work.
	 * @param now the time
	 * @return how long the stages since the last answer took
	 */
	Map<Stage, Duration> userCallEnds(long now) {
		Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
		long tools = this.toolNanos + (isToolAtWork() ? now - this.toolsStartedAt : 0);
		if (this.toolsWereSeen) {
			stages.put(Stage.TOOLS, Duration.ofNanos(tools));
		}
		stages.put(Stage.AFTER_MODEL, Duration.ofNanos(Math.max(0, now - this.gapStartedAt - tools)));
		return stages;
	}

	void modelEnds(long now, boolean toolsAreWanted) {
		this.gapStartedAt = now;
		this.toolsAreWanted = toolsAreWanted;
		this.toolsWereSeen = false;
		this.toolNanos = 0;
	}

	/**
	 * A tool starts. The time of tools that run side by side counts once.
	 * @param now the time
	 */
	void toolStarts(long now) {
		this.toolsWereSeen = true;
		if (this.toolsAtWork++ == 0) {
			this.toolsStartedAt = now;
		}
	}

	void toolEnds(long now) {
		if (--this.toolsAtWork == 0) {
			this.toolNanos += now - this.toolsStartedAt;
		}
	}

	boolean isToolAtWork() {
		return this.toolsAtWork > 0;
	}

}
