package io.contexttrace.llm.record;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentDebugContextsTests {

	private static final ContextId ID = new ContextId("a");

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

	private final RecentDebugContexts contexts = new RecentDebugContexts(3, Duration.ofMinutes(10), this.now::get);

	@Test
	void marksHoldUntilTheyAreTakenAway() {
		assertThat(this.contexts.isMarked(ID)).isFalse();
		this.contexts.mark(ID);
		assertThat(this.contexts.isMarked(ID)).isTrue();
		assertThat(this.contexts.isMarked(new ContextId("b"))).isFalse();
		this.contexts.unmark(ID);
		assertThat(this.contexts.isMarked(ID)).isFalse();
	}

	@Test
	void marksEndInTime() {
		this.contexts.mark(ID);
		pass(Duration.ofMinutes(9));
		assertThat(this.contexts.isMarked(ID)).isTrue();
		pass(Duration.ofMinutes(1));
		assertThat(this.contexts.isMarked(ID)).isFalse();
	}

	@Test
	void markingAnewProlongsTheMark() {
		this.contexts.mark(ID);
		pass(Duration.ofMinutes(9));
		this.contexts.mark(ID);
		pass(Duration.ofMinutes(9));
		assertThat(this.contexts.isMarked(ID)).isTrue();
	}

	@Test
	void oldestMarkGivesWay() {
		IntStream.range(0, 5).forEach((i) -> {
			this.contexts.mark(new ContextId("c-" + i));
			pass(Duration.ofSeconds(1));
		});
		this.contexts.mark(new ContextId("c-4"));
		assertThat(IntStream.range(0, 5).filter((i) -> this.contexts.isMarked(new ContextId("c-" + i))).toArray())
			.containsExactly(2, 3, 4);
	}

	@Test
	void boundHoldsForSeveralThreads() {
		IntStream.range(0, 1000).parallel().forEach((i) -> this.contexts.mark(new ContextId("c-" + i)));
		assertThat(IntStream.range(0, 1000).filter((i) -> this.contexts.isMarked(new ContextId("c-" + i))).count())
			.isEqualTo(3);
	}

	@Test
	void childOfAMarkedContextIsMarkedToo() {
		BusinessContext parent = BusinessContext.of(ID, "batch");
		BusinessContext child = parent.child(new ContextId("child"), "document");
		assertThat(this.contexts.isMarked(child)).isFalse();
		this.contexts.mark(ID);
		assertThat(this.contexts.isMarked(parent)).isTrue();
		assertThat(this.contexts.isMarked(child)).isTrue();
	}

	@Test
	void attributeMarksToo() {
		BusinessContext context = BusinessContext.of(ID, "session");
		assertThat(this.contexts.isMarked(context.withAttribute("debug", "true"))).isTrue();
		assertThat(this.contexts.isMarked(context.withAttribute("debug", "false"))).isFalse();
		assertThat(this.contexts.isMarked(context)).isFalse();
	}

	private void pass(Duration time) {
		this.now.updateAndGet((instant) -> instant.plus(time));
	}

}
