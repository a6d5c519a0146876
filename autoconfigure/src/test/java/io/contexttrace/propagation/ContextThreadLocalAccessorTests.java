package io.contexttrace.propagation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.MdcFieldNames;
import io.contexttrace.MdcFields;
import io.contexttrace.Prompt;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

import static org.assertj.core.api.Assertions.assertThat;

class ContextThreadLocalAccessorTests {

	private final CurrentContext contexts = new CurrentContext(List.of(new MdcFields(MdcFieldNames.DEFAULT)));

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	@AfterEach
	void stop() {
		this.thread.shutdownNow();
	}

	@Test
	void contextAndFieldsGoToTheOtherThreadAndLeaveItAgain() throws Exception {
		ExecutorService propagating = ContextExecutorService.wrap(this.thread, this.snapshots::captureAll);
		Future<Map<String, String>> inside;
		try (CurrentContext.Scope scope = open("a")) {
			inside = propagating.submit(ContextThreadLocalAccessorTests::mdc);
		}
		assertThat(inside.get()).isEqualTo(Map.of("contextId", "a", "contextKind", "session"));
		assertThat(this.thread.submit(ContextThreadLocalAccessorTests::mdc).get()).isEmpty();
		assertThat(this.thread.submit(CurrentContext::capture).get().isEmpty()).isTrue();
	}

	@Test
	void threadGetsBackWhatItHeld() {
		ContextSnapshot taken;
		try (CurrentContext.Scope scope = open("a")) {
			taken = this.snapshots.captureAll();
		}
		try (CurrentContext.Scope scope = open("b")) {
			try (ContextSnapshot.Scope other = taken.setThreadLocals()) {
				assertThat(mdc()).containsEntry("contextId", "a");
			}
			assertThat(mdc()).containsEntry("contextId", "b");
		}
	}

	@Test
	void emptyThreadHidesTheOtherThreadsContextIfAsked() {
		ContextSnapshotFactory clearing = ContextSnapshotFactory.builder().clearMissing(true).build();
		ContextSnapshot empty = clearing.captureAll();
		try (CurrentContext.Scope scope = open("a")) {
			try (ContextSnapshot.Scope none = empty.setThreadLocals()) {
				assertThat(CurrentContext.get()).isNull();
			}
			assertThat(mdc()).containsEntry("contextId", "a");
		}
	}

	@Test
	void promptGoesToTheOtherThread() throws Exception {
		ExecutorService propagating = ContextExecutorService.wrap(this.thread, this.snapshots::captureAll);
		try (CurrentContext.Scope scope = this.contexts.open(new Prompt("help", "3", null))) {
			assertThat(propagating.submit(ContextThreadLocalAccessorTests::mdc).get())
				.isEqualTo(Map.of("prompt", "help/3"));
		}
	}

	@Test
	void streamSeesThePromptThatWasOpenWhenItWasSubscribedTo() {
		Hooks.enableAutomaticContextPropagation();
		try {
			Flux<String> stream = Flux.just("a", "b")
				.delayElements(Duration.ofMillis(1))
				.map((element) -> mdc().getOrDefault("prompt", "none"));
			List<String> seen;
			try (CurrentContext.Scope scope = this.contexts.open(Prompt.of("help"))) {
				seen = stream.collectList().block();
			}
			assertThat(seen).containsExactly("help", "help");
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	private CurrentContext.Scope open(String id) {
		return this.contexts.open(BusinessContext.of(new ContextId(id), "session"));
	}

	private static Map<String, String> mdc() {
		return Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
	}

}
