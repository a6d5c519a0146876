package io.contexttrace.header;

import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.RecordingListener;
import io.contexttrace.Rejection;
import io.contexttrace.Rejection.Reason;
import io.contexttrace.ThrowingListener;
import io.contexttrace.TraceReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContextHeadersTests {

	private static final String CARRIER = "queue";

	private static final BusinessContext CONTEXT = new BusinessContext(new ContextId("a"), "document",
			new ContextId("p"), "u", Map.of("private", "stays here"));

	private static final CurrentContext CONTEXTS = new CurrentContext(List.of());

	private final RecordingListener listener = new RecordingListener();

	private final ContextHeaders headers = headers(TrustPolicy.validSyntax(), this.listener);

	@Test
	void contextIsRead() {
		assertThat(
				read("X-Context-Id", "a", "x-context-kind", "document", "X-CONTEXT-PARENT", "p", "X-Context-User", "u"))
			.isEqualTo(new BusinessContext(new ContextId("a"), "document", new ContextId("p"), "u", Map.of()));
		assertThat(this.listener.rejections()).isEmpty();
	}

	@Test
	void contextWithoutKindHasTheDefaultKind() {
		assertThat(read("X-Context-Id", "a")).isEqualTo(BusinessContext.of(new ContextId("a"), "session"));
	}

	@Test
	void nothingIsReadFromNothing() {
		assertThat(read("X-Context-Kind", "document", "X-Context-Parent", "p")).isNull();
		assertThat(this.listener.rejections()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a,b", "a\r\nforged: line", "../etc", "${jndi:ldap://x/y}", "\u0000" })
	void malformedIdIsRefusedAndNeverShown(String value) {
		assertThat(read("X-Context-Id", value, "X-Context-User", "u")).isNull();
		assertThat(this.listener.rejections()).containsExactly(new Rejection(CARRIER, Reason.MALFORMED));
	}

	@Test
	void oversizedIdIsRefused() {
		String value = "a".repeat(6000);
		assertThat(read("X-Context-Id", value)).isNull();
		assertThat(this.listener.reasons()).containsExactly(Reason.OVERSIZED);
		assertThat(this.listener.rejections().toString()).doesNotContain("aaa");
	}

	@Test
	void repeatedIdIsRefused() {
		assertThat(read("X-Context-Id", "a", "X-Context-Id", "a")).isNull();
		assertThat(this.listener.reasons()).containsExactly(Reason.REPEATED);
	}

	@Test
	void badPartIsLeftOutOfAGoodContext() {
		assertThat(read("X-Context-Id", "a", "X-Context-Kind", "two words", "X-Context-Parent", "p", "X-Context-Parent",
				"q", "X-Context-User", "u".repeat(129)))
			.isEqualTo(BusinessContext.of(new ContextId("a"), "session"));
		assertThat(this.listener.reasons()).containsExactlyInAnyOrder(Reason.REPEATED, Reason.OVERSIZED,
				Reason.MALFORMED);
	}

	@Test
	void untrustedContextIsRefused() {
		ContextHeaders distrustful = headers((received, carrier) -> !carrier.equals(CARRIER), this.listener);
		assertThat(distrustful.read(MapHeaders.of("X-Context-Id", "a"), new MapHeaders.Getter(), CARRIER)).isNull();
		assertThat(this.listener.reasons()).containsExactly(Reason.UNTRUSTED);
	}

	@Test
	void policyThatThrowsTrustsNobody() {
		ContextHeaders broken = headers((received, carrier) -> {
			throw new IllegalStateException("no key");
		}, this.listener);
		assertThat(broken.read(MapHeaders.of("X-Context-Id", "a"), new MapHeaders.Getter(), CARRIER)).isNull();
		assertThat(this.listener.reasons()).containsExactly(Reason.UNTRUSTED);
	}

	@Test
	void listenerThatThrowsDoesNotDisturb() {
		ContextHeaders disturbed = headers(TrustPolicy.validSyntax(), new ThrowingListener());
		assertThat(disturbed.read(MapHeaders.of("X-Context-Id", "a b"), new MapHeaders.Getter(), CARRIER)).isNull();
	}

	@Test
	void contextIsWrittenWithoutItsAttributes() {
		assertThat(write(MapHeaders.of(), trace(CONTEXT))).isEqualTo(Map.of("X-Context-Id", "a", "X-Context-Kind",
				"document", "X-Context-Parent", "p", "X-Context-User", "u", "X-Amzn-Trace-Id", "Root=r"));
	}

	@Test
	void whatIsWrittenIsRead() {
		MapHeaders carrier = MapHeaders.of();
		write(carrier, trace(CONTEXT));
		BusinessContext read = this.headers.read(carrier, new MapHeaders.Getter(), CARRIER);
		assertThat(read).isEqualTo(new BusinessContext(CONTEXT.id(), "document", CONTEXT.parentId(), "u", Map.of()));
	}

	@Test
	void callersIdStaysAndNothingIsMixedIn() {
		assertThat(write(MapHeaders.of("x-context-id", "mine"), trace(CONTEXT)))
			.isEqualTo(Map.of("x-context-id", "mine", "X-Amzn-Trace-Id", "Root=r"));
	}

	@Test
	void callersOtherHeadersStay() {
		assertThat(write(MapHeaders.of("X-Context-Kind", "mine", "X-Amzn-Trace-Id", "mine"), trace(CONTEXT)))
			.containsEntry("X-Context-Id", "a")
			.containsEntry("X-Context-Kind", "mine")
			.containsEntry("X-Amzn-Trace-Id", "mine");
	}

	@Test
	void nothingOfAnotherTraceIsMixedIn() {
		TraceReference trace = new TraceReference("0af7651916cd43dd8448eb211c80319c",
				"1-0af76519-16cd43dd8448eb211c80319c", true,
				Map.of("tracestate", "a=b", "b3", "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1"));
		ContextSnapshot held = CONTEXTS.snapshot(CONTEXT, trace);
		assertThat(write(MapHeaders.of("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), held))
			.containsEntry("X-Context-Id", "a")
			.doesNotContainKeys("tracestate", "b3");
		assertThat(write(MapHeaders.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01"), held))
			.containsKeys("tracestate", "b3");
		assertThat(write(MapHeaders.of("X-Amzn-Trace-Id", "Root=1-0af76519-16cd43dd8448eb211c80319c"), held))
			.containsKeys("tracestate", "b3");
	}

	@Test
	void nothingIsWrittenOutsideAnyContext() {
		assertThat(write(MapHeaders.of(), ContextSnapshot.empty())).isEmpty();
		assertThat(write(MapHeaders.of(), CONTEXTS.withPrompt(ContextSnapshot.empty(), Prompt.of("help")))).isEmpty();
	}

	@Test
	void ownPromptIsWrittenBeforeTheReceivedOne() {
		ContextSnapshot received = CONTEXTS.withReceivedPrompt(trace(CONTEXT), new Prompt("theirs", "1", null));
		assertThat(write(MapHeaders.of(), received)).containsEntry("X-Context-Prompt", "theirs;v=1");
		ContextSnapshot own = CONTEXTS.withPrompt(received, new Prompt("ours", "2", "b"));
		assertThat(write(MapHeaders.of(), own)).containsEntry("X-Context-Prompt", "ours;v=2;variant=b");
		assertThat(write(MapHeaders.of(), CONTEXTS.withPrompt(own, null))).containsEntry("X-Context-Prompt",
				"theirs;v=1");
	}

	@Test
	void callersPromptStays() {
		ContextSnapshot own = CONTEXTS.withPrompt(trace(CONTEXT), Prompt.of("ours"));
		assertThat(write(MapHeaders.of("X-Context-Prompt", "mine"), own)).containsEntry("X-Context-Prompt", "mine");
		assertThat(write(MapHeaders.of("X-Context-Id", "mine"), own)).doesNotContainKey("X-Context-Prompt");
	}

	@Test
	void promptIsRead() {
		assertThat(readPrompt("x-context-prompt", "help;v=3;variant=b")).isEqualTo(new Prompt("help", "3", "b"));
		assertThat(readPrompt("X-Context-Id", "a")).isNull();
		assertThat(this.listener.rejections()).isEmpty();
	}

	@Test
	void badPromptIsRefusedAndNeverShown() {
		assertThat(readPrompt("X-Context-Prompt", "a b")).isNull();
		assertThat(readPrompt("X-Context-Prompt", "a".repeat(6000))).isNull();
		assertThat(readPrompt("X-Context-Prompt", "a", "X-Context-Prompt", "a")).isNull();
		assertThat(this.listener.rejections()).containsExactly(new Rejection(CARRIER, Reason.MALFORMED),
				new Rejection(CARRIER, Reason.OVERSIZED), new Rejection(CARRIER, Reason.REPEATED));
	}

	private @Nullable Prompt readPrompt(String... namesAndValues) {
		return this.headers.readPrompt(MapHeaders.of(namesAndValues), new MapHeaders.Getter(), CARRIER);
	}

	private @Nullable BusinessContext read(String... namesAndValues) {
		return this.headers.read(MapHeaders.of(namesAndValues), new MapHeaders.Getter(), CARRIER);
	}

	private Map<String, String> write(MapHeaders carrier, ContextSnapshot snapshot) {
		this.headers.writeMissing(snapshot, carrier, new MapHeaders.Getter(), MapHeaders::set);
		return carrier.toMap();
	}

	private static ContextSnapshot trace(BusinessContext context) {
		TraceReference trace = new TraceReference("0af7651916cd43dd8448eb211c80319c",
				"1-0af76519-16cd43dd8448eb211c80319c", true, Map.of("X-Amzn-Trace-Id", "Root=r"));
		return CONTEXTS.snapshot(context, trace);
	}

	private static ContextHeaders headers(TrustPolicy policy, ContextListener listener) {
		return new ContextHeaders(HeaderNames.DEFAULT, "session", policy, listener);
	}

}
