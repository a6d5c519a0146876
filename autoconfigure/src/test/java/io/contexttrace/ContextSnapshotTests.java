package io.contexttrace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ContextSnapshotTests {

	private final BusinessContext context = BusinessContext.of(new ContextId("a"), "session");

	private final List<String> companions = new ArrayList<>();

	@ParameterizedTest
	@MethodSource("wrappers")
	void whatIsWrappedHoldsTheSnapshotWhereverItRuns(Wrapper wrapper) throws Exception {
		AtomicReference<BusinessContext> seen = new AtomicReference<>();
		AtomicReference<BusinessContext> after = new AtomicReference<>(this.context);
		Runnable wrapped = wrapper.wrap(snapshot(ThreadCompanion.none()), () -> seen.set(CurrentContext.get()));
		Thread thread = new Thread(() -> {
			wrapped.run();
			after.set(CurrentContext.get());
		});
		thread.start();
		thread.join();
		assertThat(seen).hasValue(this.context);
		assertThat(after).hasValue(null);
	}

	@ParameterizedTest
	@MethodSource("wrappers")
	void failureIsThrownAndTheThreadHoldsWhatItHeldBefore(Wrapper wrapper) {
		CurrentContext contexts = new CurrentContext(List.of());
		BusinessContext other = BusinessContext.of(new ContextId("b"), "session");
		Runnable wrapped = wrapper.wrap(snapshot(ThreadCompanion.none()), () -> {
			throw new IllegalStateException("failed");
		});
		try (CurrentContext.Scope scope = contexts.open(other)) {
			assertThatIllegalStateException().isThrownBy(wrapped::run).withMessage("failed");
			assertThat(CurrentContext.get()).isEqualTo(other);
		}
		assertThat(CurrentContext.get()).isNull();
	}

	@Test
	void whatIsWrappedUnderNothingHoldsNothing() {
		CurrentContext contexts = new CurrentContext(List.of());
		Runnable wrapped = ContextSnapshot.empty().wrap(() -> assertThat(CurrentContext.get()).isNull());
		try (CurrentContext.Scope scope = contexts.open(this.context)) {
			wrapped.run();
			assertThat(CurrentContext.get()).isEqualTo(this.context);
		}
	}

	@Test
	void companionGoesAlongAndIsOutermost() {
		Runnable work = () -> this.companions.add("work under " + CurrentContext.get());
		snapshot(recording()).wrap(work).run();
		assertThat(this.companions).containsExactly("taken", "opened under null", "work under " + this.context,
				"closed under null");
	}

	@Test
	void companionIsClearedAroundNothing() {
		CurrentContext contexts = new CurrentContext(List.of(), recording());
		try (CurrentContext.Scope scope = contexts.open(this.context)) {
			try (CurrentContext.Scope nothing = contexts.openNothing()) {
				assertThat(CurrentContext.get()).isNull();
			}
			assertThat(CurrentContext.get()).isEqualTo(this.context);
		}
		assertThat(this.companions).containsExactly("cleared", "closed under " + this.context);
	}

	@Test
	void companionThatFailsDisturbsNobody() {
		AtomicReference<BusinessContext> seen = new AtomicReference<>();
		Map<String, ThreadCompanion> failing = Map.of("taking", () -> {
			throw new IllegalStateException("taking");
		}, "opening", () -> () -> {
			throw new IllegalStateException("opening");
		}, "closing", () -> () -> () -> {
			throw new IllegalStateException("closing");
		});
		failing.forEach((when, companion) -> {
			snapshot(companion).wrap(() -> seen.set(CurrentContext.get())).run();
			assertThat(seen.getAndSet(null)).as(when).isEqualTo(this.context);
			assertThat(CurrentContext.get()).isNull();
		});
	}

	static Stream<Wrapper> wrappers() {
		return Stream.of((snapshot, work) -> snapshot.wrap(work),
				(snapshot, work) -> () -> snapshot.wrap(Runnable::run).execute(work),
				(snapshot, work) -> () -> assertDone(called(snapshot.wrap(() -> result(work)))),
				(snapshot, work) -> () -> assertDone(snapshot.wrapSupplier(() -> result(work)).get()),
				(snapshot, work) -> () -> assertDone(snapshot.wrapFunction((one) -> result(work)).apply("x")),
				(snapshot,
						work) -> () -> assertDone(snapshot.wrapBiFunction((one, two) -> result(work)).apply("x", "y")),
				(snapshot,
						work) -> () -> assertThat(
								snapshot.wrapPredicate((one) -> result(work).equals("done")).test("x"))
							.isTrue(),
				(snapshot, work) -> () -> snapshot.wrapConsumer((one) -> work.run()).accept("x"),
				(snapshot, work) -> () -> snapshot.wrapBiConsumer((one, two) -> work.run()).accept("x", "y"));
	}

	private static void assertDone(Object result) {
		assertThat(result).isEqualTo("done");
	}

	private static Object called(Callable<Object> task) {
		try {
			return task.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static Object result(Runnable work) {
		work.run();
		return "done";
	}

	private ContextSnapshot snapshot(ThreadCompanion companion) {
		return new CurrentContext(List.of(), companion).snapshot(this.context, null);
	}

	private ThreadCompanion recording() {
		return new ThreadCompanion() {

			@Override
			public Supplier<CurrentContext.Scope> take() {
				ContextSnapshotTests.this.companions.add("taken");
				return () -> {
					ContextSnapshotTests.this.companions.add("opened under " + CurrentContext.get());
					return this::close;
				};
			}

			@Override
			public CurrentContext.Scope clear() {
				ContextSnapshotTests.this.companions.add("cleared");
				return this::close;
			}

			private void close() {
				ContextSnapshotTests.this.companions.add("closed under " + CurrentContext.get());
			}

		};
	}

	/**
	 * One way to wrap work.
	 */
	@FunctionalInterface
	interface Wrapper {

		Runnable wrap(ContextSnapshot snapshot, Runnable work);

	}

}
