package io.contexttrace.llm.record;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import io.contexttrace.KeyProvider;
import io.contexttrace.RecordingListener;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.RawContent;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.llm.redact.Replacement;
import io.contexttrace.llm.redact.SecretType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RecordMakerTests {

	private static final String MAIL = "jo@example.com";

	private static final Redactor REDACTOR = new PatternRedactor(EnumSet.allOf(SecretType.class), Map.of(), List.of(),
			Replacement.tokens());

	private static final RawContent UNREADABLE = new UnreadableContent("The prompt was: " + MAIL);

	private final RecordingListener listener = new RecordingListener();

	private final UserPseudonyms pseudonyms = UserPseudonyms.withRandomKey();

	@Test
	void everyTextIsRedactedAndCounted() {
		LlmContent.ToolCall wanted = new LlmContent.ToolCall("call-" + MAIL, "tool " + MAIL,
				LlmContent.Text.of("{\"to\":\"" + MAIL + "\"}"));
		LlmContent content = new LlmContent(
				List.of(SaidInCall.message("system", "From " + MAIL), SaidInCall.message("user", "Ask " + MAIL)),
				List.of(new LlmContent.Message("assistant", LlmContent.Text.of("Sent to " + MAIL), List.of(wanted),
						new LlmContent.ToolCall("answered-" + MAIL, "by " + MAIL, LlmContent.Text.of(MAIL)))),
				List.of(new LlmContent.Document("doc " + MAIL, 0.5)), null);
		LlmRecord record = maker(ContentCapture.FULL).record(call(new SaidInCall(content, "No " + MAIL)));
		assertThat(record.toString()).doesNotContain(MAIL).doesNotContain("example.com");
		assertThat(record.content().input().get(1).text().value()).isEqualTo("Ask [EMAIL]");
		assertThat(record.content().input().get(1).text().size()).isEqualTo(4 + MAIL.length());
		assertThat(record.content().output().get(0).toolCalls().get(0).arguments().value())
			.isEqualTo("{\"to\":\"[EMAIL]\"}");
		assertThat(record.content().output().get(0).toolCall().arguments()).isNull();
		assertThat(record.content().documents()).containsExactly(new LlmContent.Document("doc [EMAIL]", 0.5));
		assertThat(record.errorMessage()).isEqualTo("No [EMAIL]");
		assertThat(record.kept()).isEqualTo(new Kept(true, "all"));
		assertThat(record.redactions()).containsExactly(Map.entry("email", 10));
		assertThat(this.listener.redactions()).containsExactly("email 10");
	}

	@ParameterizedTest
	@EnumSource(ContentCapture.class)
	void whatOthersHaveWordedIsRedactedWhateverIsCaptured(ContentCapture capture) {
		Map<String, Object> parameters = Map.of("user", MAIL, "stop", List.of("a", MAIL), "metadata",
				Map.of("owner", Map.of(MAIL, MAIL)), "temperature", 0.5, "stream", true);
		LlmRequest request = new LlmRequest("chat", "openai", "model-of-" + MAIL, true, parameters);
		LlmResponse response = new LlmResponse("answered-by-" + MAIL, "id-" + MAIL, List.of("stop " + MAIL),
				LlmUsage.UNREPORTED);
		LlmRecord record = maker(capture).record(new FinishedCall(facts(request, response), RawContent.NONE));
		assertThat(record.toString()).doesNotContain("example.com");
		assertThat(record.call().request().parameters()).containsEntry("temperature", 0.5)
			.containsEntry("stream", true)
			.containsEntry("user", "[EMAIL]")
			.containsEntry("stop", List.of("a", "[EMAIL]"))
			.containsEntry("metadata", Map.of("owner", Map.of("[EMAIL]", "[EMAIL]")));
		assertThat(record.call().response().finishReasons()).containsExactly("stop [EMAIL]");
		assertThat(record.call().ids().requestId()).isEqualTo("r");
	}

	@Test
	void conversationIdThatShowsSomebodyBecomesAPseudonymThatStaysTheSame() {
		RecordMaker maker = maker(ContentCapture.NONE);
		String first = conversationId(maker, MAIL);
		assertThat(first).isEqualTo(this.pseudonyms.pseudonym(MAIL)).isEqualTo(conversationId(maker, MAIL));
		assertThat(conversationId(maker, "chat-4711")).isEqualTo("chat-4711");
		assertThat(conversationId(maker, "c".repeat(300))).isEqualTo(this.pseudonyms.pseudonym("c".repeat(300)));
	}

	@Test
	void nothingIsReadIfNothingIsCaptured() {
		RawContent silent = new UnreadableContent(null);
		LlmRecord record = maker(ContentCapture.NONE).record(call(silent));
		assertThat(record.content()).isNull();
		assertThat(record.kept()).isEqualTo(new Kept(false, "capture"));
		assertThat(this.listener.losses()).isEmpty();
	}

	@Test
	void rolesAndSizesAreAllThatMetadataShows() {
		LlmRecord record = maker(ContentCapture.METADATA).record(call(SaidInCall.of("Ask " + MAIL, "Yes")));
		assertThat(record.content().input())
			.containsExactly(new LlmContent.Message("user", new LlmContent.Text(4 + MAIL.length(), null, false)));
		assertThat(record.content().output())
			.containsExactly(new LlmContent.Message("assistant", new LlmContent.Text(3, null, false)));
		assertThat(record.kept()).isEqualTo(new Kept(false, "capture"));
		assertThat(record.redactions()).isEmpty();
	}

	@Test
	void contentThatThePolicyDoesNotKeepIsNotRead() {
		RecordPolicy nothing = (call) -> new Kept(false, "sampled_out");
		LlmRecord record = maker(ContentCapture.FULL, nothing, null).record(call(UNREADABLE));
		assertThat(record.kept()).isEqualTo(new Kept(false, "sampled_out"));
		assertThat(record.content()).isNull();
		assertThat(this.listener.losses()).isEmpty();
	}

	@Test
	void policyThatFailsKeepsNothing(CapturedOutput output) {
		RecordPolicy broken = (call) -> {
			throw new IllegalStateException("broken");
		};
		LlmRecord record = maker(ContentCapture.FULL, broken, null).record(call(SaidInCall.of("Ask", "Yes")));
		assertThat(record.kept()).isEqualTo(new Kept(false, "policy_failed"));
		assertThat(record.content()).isNull();
		assertThat(maker(ContentCapture.FULL, (call) -> null, null).record(call(SaidInCall.of("Ask", "Yes"))).kept())
			.isEqualTo(new Kept(false, "policy_failed"));
		assertThat(this.listener.losses()).containsExactly("content policy_failed 1", "content policy_failed 1");
		assertThat(output).contains("failed with java.lang.IllegalStateException");
	}

	@Test
	void redactorThatFailsLeavesNothingOfTheText(CapturedOutput output) {
		Redactor broken = (text) -> {
			throw new IllegalStateException("cannot redact " + text);
		};
		RecordMaker maker = new RecordMaker(new RecordRules(ContentCapture.FULL), broken, this.pseudonyms,
				this.listener);
		LlmRecord record = maker.record(call(SaidInCall.of("Ask " + MAIL, "Yes")));
		assertThat(record.content().input().get(0).text())
			.isEqualTo(new LlmContent.Text(4 + MAIL.length(), "[REDACTION_FAILED]", false));
		assertThat(record.redactions()).containsKey("redaction_failed");
		assertThat(record.toString() + output).doesNotContain(MAIL).doesNotContain("Yes");
		assertThat(output).contains("failed with java.lang.IllegalStateException");
	}

	@Test
	void redactorThatRunsOutOfStackLeavesNothingOfTheText() {
		Redactor broken = (text) -> {
			throw new StackOverflowError();
		};
		RecordMaker maker = new RecordMaker(new RecordRules(ContentCapture.FULL), broken, this.pseudonyms,
				this.listener);
		assertThat(maker.record(call(SaidInCall.of("Ask", "Yes"))).content().output().get(0).text().value())
			.isEqualTo("[REDACTION_FAILED]");
	}

	@Test
	void contentThatCannotBeReadIsCountedAndItsErrorMessageStaysAway(CapturedOutput output) {
		LlmRecord record = maker(ContentCapture.FULL).record(call(UNREADABLE));
		assertThat(record.kept()).isEqualTo(new Kept(false, "error"));
		assertThat(record.content()).isNull();
		assertThat(record.errorMessage()).isNull();
		assertThat(this.listener.losses()).containsExactly("content error 1");
		assertThat(output).doesNotContain(MAIL);
	}

	@Test
	void contentThatWasLeftBehindSaysSo() {
		FinishedCall lost = call(SaidInCall.of("Ask", "Yes")).withoutContent("queue_full");
		assertThat(maker(ContentCapture.FULL).record(lost).kept()).isEqualTo(new Kept(false, "queue_full"));
		assertThat(maker(ContentCapture.METADATA).record(lost).kept()).isEqualTo(new Kept(false, "queue_full"));
		assertThat(maker(ContentCapture.NONE).record(lost).kept()).isEqualTo(new Kept(false, "capture"));
		assertThat(maker(ContentCapture.FULL).record(lost).content()).isNull();
	}

	@Test
	void whatNobodyWillAskForDoesNotWait() {
		FinishedCall ok = call(SaidInCall.of("Ask", "Yes"));
		FinishedCall failed = new FinishedCall(failedFacts(), SaidInCall.failed("Ask", "No"));
		assertThat(maker(ContentCapture.NONE).held(ok).raw()).isSameAs(RawContent.NONE);
		assertThat(maker(ContentCapture.NONE).held(failed)).isSameAs(failed);
		assertThat(maker(ContentCapture.METADATA).held(ok)).isSameAs(ok);
		assertThat(maker(ContentCapture.FULL).held(ok)).isSameAs(ok);
	}

	@ParameterizedTest
	@EnumSource(value = ContentCapture.class, names = { "NONE", "METADATA" })
	void errorMessageDoesNotQuoteWhatIsNotRecorded(ContentCapture capture) {
		String prompt = "Write a poem about the secret garden behind our house";
		String message = "400: invalid prompt '" + prompt + "' near " + MAIL;
		assertThat(maker(capture).record(call(SaidInCall.failed(prompt, message))).errorMessage())
			.isEqualTo("400: invalid prompt '[quoted]' near [EMAIL]");
		assertThat(maker(ContentCapture.FULL).record(call(SaidInCall.failed(prompt, message))).errorMessage())
			.contains(prompt)
			.endsWith("near [EMAIL]");
		assertThat(maker(ContentCapture.FULL, (call) -> new Kept(false, "ratio"), null)
			.record(call(SaidInCall.failed(prompt, message)))
			.errorMessage()).doesNotContain("garden");
	}

	@Test
	void errorMessageIsCut() {
		String message = "x".repeat(5000);
		assertThat(maker(ContentCapture.NONE).record(call(SaidInCall.failed("Ask", message))).errorMessage())
			.isEqualTo("x".repeat(1024));
		assertThat(maker(ContentCapture.FULL).record(call(SaidInCall.failed("Ask", message))).errorMessage())
			.isEqualTo("x".repeat(1024));
	}

	@Test
	void contentIsDroppedAndNeverClearIfItCannotBeEncrypted() {
		String prompt = "Write a poem about the secret garden behind our house";
		ContentEncryption broken = new ContentEncryption(KeyProvider.none());
		LlmRecord record = maker(ContentCapture.FULL, RecordPolicy.all(), broken)
			.record(call(SaidInCall.failed(prompt, "bad: " + prompt)));
		assertThat(record.content()).isNull();
		assertThat(record.kept()).isEqualTo(new Kept(false, "encryption_failed"));
		assertThat(record.errorMessage()).isEqualTo("bad: [quoted]");
		assertThat(this.listener.losses()).containsExactly("content encryption_failed 1");
	}

	private static String conversationId(RecordMaker maker, String id) {
		LlmCall call = LlmCallFixture.call("r", null);
		LlmCall.Ids ids = new LlmCall.Ids("r", null, id, null, null, null);
		return maker
			.record(new FinishedCall(
					new LlmCall(ids, null, call.request(), call.response(), call.outcome(), call.timing()),
					RawContent.NONE))
			.call()
			.ids()
			.conversationId();
	}

	private RecordMaker maker(ContentCapture capture) {
		return maker(capture, RecordPolicy.all(), null);
	}

	private RecordMaker maker(ContentCapture capture, RecordPolicy policy, @Nullable ContentEncryption encryption) {
		return new RecordMaker(new RecordRules(capture, policy, ContentLimits.DEFAULT, encryption), REDACTOR,
				this.pseudonyms, this.listener);
	}

	private static FinishedCall call(RawContent raw) {
		return new FinishedCall(LlmCallFixture.call("r", null), raw);
	}

	private static LlmCall facts(LlmRequest request, LlmResponse response) {
		LlmCall call = LlmCallFixture.call("r", null);
		return new LlmCall(call.ids(), null, request, response, call.outcome(), call.timing());
	}

	private static LlmCall failedFacts() {
		LlmCall call = LlmCallFixture.call("r", null);
		return new LlmCall(call.ids(), null, call.request(), call.response(),
				new LlmCall.Outcome(LlmCallStatus.ERROR, "java.io.IOException"),
				new LlmCall.Timing(Instant.EPOCH, Duration.ZERO, null, null));
	}

	/**
	 * Content that fails whoever reads it.
	 */
	private record UnreadableContent(@Nullable String errorMessage) implements RawContent {

		@Override
		public LlmContent content() {
			throw new IllegalStateException("cannot read " + MAIL);
		}

		@Override
		public long size() {
			return 0;
		}

	}

}
