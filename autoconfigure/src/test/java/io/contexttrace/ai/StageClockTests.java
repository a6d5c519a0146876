package io.contexttrace.ai;

import java.time.Duration;
import java.util.Map;

import io.contexttrace.llm.Stage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StageClockTests {

	@Test
	void theFirstRoundHasNothingButTheTimeBefore() {
		assertThat(new StageClock(100).modelStarts(150)).containsOnlyKeys(Stage.BEFORE_MODEL)
			.containsEntry(Stage.BEFORE_MODEL, Duration.ofNanos(50));
	}

	@Test
	void toolsAreNotPartOfTheTimeBefore() {
		StageClock clock = new StageClock(0);
		clock.modelEnds(100, true);
		clock.toolStarts(110);
		clock.toolEnds(150);
		assertThat(clock.modelStarts(160)).containsEntry(Stage.TOOLS, Duration.ofNanos(40))
			.containsEntry(Stage.BEFORE_MODEL, Duration.ofNanos(20));
	}

	@Test
	void toolsThatRunSideBySideCountOnce() {
		StageClock clock = new StageClock(0);
		clock.modelEnds(100, true);
		clock.toolStarts(110);
		clock.toolStarts(120);
		clock.toolEnds(130);
		assertThat(clock.isToolAtWork()).isTrue();
		clock.toolEnds(140);
		assertThat(clock.isToolAtWork()).isFalse();
		assertThat(clock.modelStarts(150)).containsEntry(Stage.TOOLS, Duration.ofNanos(30))
			.containsEntry(Stage.BEFORE_MODEL, Duration.ofNanos(20));
	}

	@Test
	void toolsAfterTheLastAnswerAreNotPartOfTheTimeAfterIt() {
		StageClock clock = new StageClock(0);
		clock.modelEnds(100, true);
		clock.toolStarts(110);
		clock.toolEnds(150);
		assertThat(clock.userCallEnds(160)).containsExactly(Map.entry(Stage.TOOLS, Duration.ofNanos(40)),
				Map.entry(Stage.AFTER_MODEL, Duration.ofNanos(20)));
	}

	@Test
	void aToolThatIsLeftAtWorkCountsUntilThen() {
		StageClock clock = new StageClock(0);
		clock.modelEnds(100, true);
		clock.toolStarts(110);
		assertThat(clock.userCallEnds(160)).containsExactly(Map.entry(Stage.TOOLS, Duration.ofNanos(50)),
				Map.entry(Stage.AFTER_MODEL, Duration.ofNanos(10)));
	}

	@Test
	void withoutToolsAllTimeAfterTheLastAnswerIsAfterIt() {
		StageClock clock = new StageClock(0);
		clock.modelEnds(100, false);
		assertThat(clock.userCallEnds(130)).containsExactly(Map.entry(Stage.AFTER_MODEL, Duration.ofNanos(30)));
	}

	@Test
	void toolsThatNobodySawLeaveTheStagesUnknown() {
		StageClock clock = new StageClock(0);
		clock.modelEnds(100, true);
		assertThat(clock.modelStarts(150)).isEmpty();
	}

}
