package io.contexttrace.llm.feedback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FeedbackRecorderTests {

	private static final UserPseudonyms PSEUDONYMS = UserPseudonyms.withKey("0123456789abcdef");

	private final RecentCalls recent = new RecentCalls(10, Duration.ofHours(1), () -> JudgedCalls.AT);

	private final List<GivenFeedback> told = new ArrayList<>();

	private final List<GivenFeedback> kept = new ArrayList<>();

	private final FeedbackRecorder recorder = new FeedbackRecorder(this.recent, List.of((given) -> {
		throw new IllegalStateException("broken");
	}, this.told::add), this.kept::add);

	@Test
	void feedbackFindsItsCall() {
		this.recent.finished(JudgedCalls.chat("r-1", null, "c-1"));
		Feedback feedback = Feedback.onRequest("r-1", "user_rating").withScore(1);
		this.recorder.record(feedback);
		assertThat(this.kept).hasSize(1).isEqualTo(this.told);
		assertThat(this.kept.get(0).feedback()).isEqualTo(feedback);
		assertThat(this.kept.get(0).call().ids().requestId()).isEqualTo("r-1");
	}

	@Test
	void feedbackOnAnUnknownCallIsRecordedAllTheSame() {
		this.recorder.record(Feedback.onRequest("r-9", "user_rating").withScore(1));
		assertThat(this.kept).singleElement().satisfies((given) -> assertThat(given.call()).isNull());
	}

	@Test
	void feedbackThatSaysNothingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.recorder.record(Feedback.onRequest("r-1", "a")));
		assertThat(this.told).isEmpty();
	}

	@Test
	void failingHandoverDoesNotReachTheCaller() {
		FeedbackRecorder broken = new FeedbackRecorder(this.recent, List.of(this.told::add), (given) -> {
			throw new IllegalStateException("broken");
		});
		broken.record(Feedback.onRequest("r-1", "a").withScore(1));
		assertThat(this.told).hasSize(1);
	}

	@Test
	void commentIsRedactedAndTheSecretsAreCounted() {
		FeedbackRecordMaker maker = maker(
				(text) -> new Redaction(text.replace("secret", "[secret]"), Map.of("secret", 1)));
		FeedbackRecord record = maker.apply(given("my secret"));
		assertThat(record.feedback().verdict().comment()).isEqualTo("my [secret]");
		assertThat(record.redactions()).isEqualTo(Map.of("secret", 1));
	}

	@Test
	void redactedCommentStaysWithinItsLimit() {
		FeedbackRecordMaker maker = maker((text) -> new Redaction(text.replace("x", "[xx]"), Map.of("x", 4096)));
		assertThat(maker.apply(given("x".repeat(4096))).feedback().verdict().comment()).hasSize(4096);
	}

	@Test
	void commentIsLeftOutWhereNobodyRedactsIt() {
		FeedbackRecord record = new FeedbackRecordMaker(Redactor.none(), PSEUDONYMS, false).apply(given("my secret"));
		assertThat(record.feedback().verdict()).isEqualTo(new Feedback.Verdict(1.0, null, null));
	}

	@Test
	void redactorThatFailsCostsTheCommentOnly() {
		FeedbackRecord record = maker((text) -> {
			throw new IllegalStateException(text);
		}).apply(given("my secret"));
		assertThat(record.feedback().verdict()).isEqualTo(new Feedback.Verdict(1.0, null, null));
	}

	@Test
	void idsAndNamesOfTheCallAreCleanedAsInItsRecord() {
		LlmCall call = JudgedCalls.chat("r-1", null, "c-1");
		JudgedCall judged = new JudgedCall(
				new LlmCall.Ids("r-1", null, "ann@example.com", call.ids().traceId(), call.ids().spanId(), null),
				call.context(),
				new JudgedCall.Model("chat", "openai", "gpt for ann@example.com", "gpt", "id-of-ann@example.com"), null,
				JudgedCalls.AT);
		Feedback feedback = Feedback.onResponse("ann@example.com", "user_rating").withScore(1);
		FeedbackRecord record = maker(PatternRedactor.ofAllTypes()).apply(new GivenFeedback(feedback, judged));
		assertThat(record.toString()).doesNotContain("ann@");
		assertThat(record.call().ids().conversationId()).isEqualTo(PSEUDONYMS.pseudonym("ann@example.com"))
			.isEqualTo(record.feedback().target().responseId());
		assertThat(record.call().ids().traceId()).isEqualTo(call.ids().traceId());
		assertThat(record.call().model().requested()).isEqualTo("gpt for [EMAIL]");
	}

	@Test
	void redactorThatFailsCostsNamesAndShowsNoIds() {
		JudgedCall judged = JudgedCall.of(JudgedCalls.chat("r-1", null, "c-1"));
		FeedbackRecord record = maker((text) -> {
			throw new IllegalStateException(text);
		}).apply(new GivenFeedback(Feedback.onRequest("r-1", "user_rating").withScore(1), judged));
		assertThat(record.call().model().answered()).isEqualTo("[REDACTION_FAILED]");
		assertThat(record.call().ids().conversationId()).isNotEqualTo(judged.ids().conversationId());
	}

	private static FeedbackRecordMaker maker(Redactor redactor) {
		return new FeedbackRecordMaker(redactor, PSEUDONYMS, true);
	}

	private static GivenFeedback given(String comment) {
		return new GivenFeedback(Feedback.onRequest("r-1", "user_rating").withScore(1).withComment(comment), null);
	}

}
