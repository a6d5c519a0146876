package io.contexttrace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class CurrentContextTests {

	private static final TraceReference TRACE = new TraceReference("0af7651916cd43dd8448eb211c80319c",
			"1-0af76519-16cd43dd8448eb211c80319c", true, Map.of());

	private final BusinessContext outer = BusinessContext.of(new ContextId("outer"), "session").withUser("u");

	private final BusinessContext inner = BusinessContext.of(new ContextId("inner"), "document");

	private final CurrentContext contexts = new CurrentContext(List.of(new MdcFields(MdcFieldNames.DEFAULT)));

	@BeforeEach
	@AfterEach
	void threadHoldsNothing() {
		assertThat(CurrentContext.capture()).isSameAs(ContextSnapshot.empty());
		assertThat(mdc()).isEmpty();
		MDC.clear();
	}

	@Test
	void nestedScopesRestoreWhatWasThere() {
		try (CurrentContext.Scope scope = this.contexts.open(this.outer)) {
			try (CurrentContext.Scope nested = this.contexts.open(this.inner)) {
				assertThat(CurrentContext.get()).isSameAs(this.inner);
				assertThat(mdc()).isEqualTo(Map.of("contextId", "inner", "contextKind", "document"));
			}
			assertThat(CurrentContext.get()).isSameAs(this.outer);
			assertThat(mdc()).isEqualTo(Map.of("contextId", "outer", "contextKind", "session", "userId", "u"));
		}
		assertThat(CurrentContext.get()).isNull();
	}

	@Test
	void scopeCanBeClosedTwice() {
		CurrentContext.Scope scope = this.contexts.open(this.outer);
		scope.close();
		scope.close();
		assertThat(CurrentContext.get()).isNull();
	}

	@Test
	void foreignThreadHoldsNothing() {
		try (CurrentContext.Scope scope = this.contexts.open(this.outer)) {
			assertThat(CompletableFuture.supplyAsync(CurrentContext::capture).join().isEmpty()).isTrue();
		}
	}

	@Test
	void snapshotTakesEverythingAlong() {
		ContextSnapshot snapshot = this.contexts.withRequest(this.contexts.snapshot(this.outer, TRACE), "r");
		Map<String, String> elsewhere = CompletableFuture.supplyAsync(() -> {
			try (CurrentContext.Scope scope = snapshot.open()) {
				return mdc();
			}
			finally {
				assertThat(mdc()).isEmpty();
			}
		}).join();
		assertThat(elsewhere).isEqualTo(Map.of("contextId", "outer", "contextKind", "session", "userId", "u",
				"requestId", "r", "xrayTraceId", TRACE.xrayTraceId()));
	}

	@Test
	void emptySnapshotHidesTheContext() {
		try (CurrentContext.Scope scope = this.contexts.open(this.outer)) {
			try (CurrentContext.Scope hidden = ContextSnapshot.empty().open()) {
				assertThat(CurrentContext.get()).isNull();
				assertThat(mdc()).isEmpty();
			}
			assertThat(mdc()).containsEntry("contextId", "outer");
		}
	}

	@Test
	void contextOpenedInsideKeepsTraceAndRequest() {
		try (CurrentContext.Scope scope = this.contexts.snapshot(this.outer, TRACE).open();
				CurrentContext.Scope request = this.contexts.openRequest("r");
				CurrentContext.Scope nested = this.contexts.open(this.inner)) {
			assertThat(CurrentContext.capture().trace()).isEqualTo(TRACE);
			assertThat(CurrentContext.capture().requestId()).isEqualTo("r");
			assertThat(CurrentContext.capture().context()).isEqualTo(this.inner);
		}
	}

	@Test
	void requestOutsideAnyContextIsHeldAndLeft() {
		try (CurrentContext.Scope request = this.contexts.openRequest("r")) {
			assertThat(mdc()).isEqualTo(Map.of("requestId", "r"));
			try (CurrentContext.Scope none = this.contexts.openRequest(null)) {
				assertThat(CurrentContext.capture()).isSameAs(ContextSnapshot.empty());
			}
		}
	}

	@Test
	void ownPromptHidesTheReceivedOne() {
		ContextSnapshot received = this.contexts.withReceivedPrompt(this.contexts.snapshot(this.outer, TRACE),
				new Prompt("theirs", "1", "b"));
		try (CurrentContext.Scope scope = received.open()) {
			assertThat(mdc()).containsEntry("prompt", "theirs/1/b");
			assertThat(CurrentContext.capture().prompt()).isNull();
			try (CurrentContext.Scope own = this.contexts.open(Prompt.of("ours"))) {
				assertThat(mdc()).containsEntry("prompt", "ours").containsEntry("contextId", "outer");
				assertThat(CurrentContext.capture().prompt()).isEqualTo(Prompt.of("ours"));
				assertThat(CurrentContext.capture().receivedPrompt()).isEqualTo(new Prompt("theirs", "1", "b"));
			}
			assertThat(mdc()).containsEntry("prompt", "theirs/1/b");
		}
	}

	@Test
	void promptIsHeldOutsideAnyContextAndLeft() {
		try (CurrentContext.Scope scope = this.contexts.open(new Prompt("a", "1", null))) {
			assertThat(mdc()).isEqualTo(Map.of("prompt", "a/1"));
		}
	}

	@Test
	void anotherContextKeepsThePromptAndTheRequest() {
		ContextSnapshot held = this.contexts
			.withRequest(this.contexts.withPrompt(this.contexts.snapshot(this.outer, TRACE), Prompt.of("a")), "r");
		ContextSnapshot changed = this.contexts.withContext(held, this.inner, null);
		assertThat(changed.context()).isEqualTo(this.inner);
		assertThat(changed.prompt()).isEqualTo(Prompt.of("a"));
		assertThat(changed.requestId()).isEqualTo("r");
		assertThat(changed.trace()).isNull();
	}

	@Test
	void listenerThatThrowsDisturbsNeitherWorkNorOthers() {
		List<@Nullable BusinessContext> heard = new ArrayList<>();
		CurrentContext disturbed = new CurrentContext(List.of((previous, current) -> {
			throw new IllegalStateException("broken");
		}, (previous, current) -> heard.add(current.context())));
		try (CurrentContext.Scope scope = disturbed.open(this.outer)) {
			assertThat(CurrentContext.get()).isSameAs(this.outer);
		}
		assertThat(heard).containsExactly(this.outer, null);
	}

	@Test
	void applicationsOwnFieldsStay() {
		MDC.put("tenant", "x");
		MDC.put("userId", "the application's");
		try (CurrentContext.Scope scope = this.contexts.open(this.inner)) {
			assertThat(mdc()).containsEntry("tenant", "x").containsEntry("userId", "the application's");
		}
		assertThat(mdc()).isEqualTo(Map.of("tenant", "x", "userId", "the application's"));
		MDC.clear();
	}

	@Test
	void instancesNameTheirFieldsDifferently() {
		MdcFieldNames names = new MdcFieldNames("caseId", "caseKind", "caseParent", "callId", "who", "xray", "template",
				"part");
		CurrentContext other = new CurrentContext(List.of(new MdcFields(names)));
		try (CurrentContext.Scope scope = this.contexts.open(this.outer)) {
			try (CurrentContext.Scope nested = other.open(this.inner)) {
				assertThat(mdc()).isEqualTo(Map.of("caseId", "inner", "caseKind", "document"));
			}
			assertThat(mdc()).containsOnlyKeys("contextId", "contextKind", "userId");
		}
	}

	private static Map<String, String> mdc() {
		return Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
	}

}
