package io.contexttrace.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.contexttrace.ContextId;
import io.contexttrace.RecordingListener;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.FanOutSink;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.FeedbackRecord;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.feedback.FeedbackRecordMaker;
import io.contexttrace.llm.feedback.GivenFeedback;
import io.contexttrace.llm.feedback.JudgedCalls;
import io.contexttrace.llm.redact.Redactor;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class FeedbackSinkTests {

	private static final Instant AT = Instant.parse("2026-11-21T10:05:00Z");

	private final BlockingQueue<FeedbackRecord> taken = new LinkedBlockingQueue<>();

	private final RecordingListener listener = new RecordingListener();

	private final FanOutSink sinks = new FanOutSink(List.of(new Broken(), new Taking()), this.listener);

	@Test
	void recordOfACallHasItsIdsItsModelAndItsPrompt() {
		JudgedCall call = JudgedCall.of(JudgedCalls.chat("r-1", "u-1", "c-1"));
		JsonNode json = logged(
				new FeedbackRecord(feedback(new Feedback.Target("u-1", null, null)), call, Map.of("email", 1)));
		assertThat(json).isEqualTo(new JsonMapper().readTree("""
				{
					"event": "gen_ai.evaluation.result",
					"at": "2026-11-21T10:05:00Z",
					"gen_ai.evaluation.name": "user_rating",
					"gen_ai.evaluation.score.value": 0.5,
					"gen_ai.evaluation.score.label": "fair",
					"gen_ai.evaluation.explanation": "line 1\\n\\"line 2\\"",
					"source": "user",
					"requestId": "r-1",
					"parentRequestId": "u-1",
					"gen_ai.conversation.id": "talk-1",
					"gen_ai.response.id": "response-of-r-1",
					"traceId": "0af7651916cd43dd8448eb211c80319c",
					"spanId": "b7ad6b7169203331",
					"contextId": "c-1",
					"contextKind": "session",
					"gen_ai.operation.name": "chat",
					"gen_ai.provider.name": "openai",
					"gen_ai.request.model": "gpt",
					"gen_ai.response.model": "gpt-2026",
					"gen_ai.prompt.name": "order-help",
					"gen_ai.prompt.version": "3",
					"gen_ai.prompt.variant": "b",
					"service": "shop",
					"serviceVersion": "1.2",
					"environment": "test",
					"redactions": {"email": 1}
				}"""));
	}

	@Test
	void recordOfAnUnknownCallHasWhatWasSaid() {
		Feedback feedback = new Feedback(new Feedback.Target("r-9", "answer-9", new ContextId("c-9")), "user_rating",
				new Feedback.Verdict(1.0, null, null), "user", AT);
		JsonNode json = logged(new FeedbackRecord(feedback, null, Map.of()));
		assertThat(json.propertyNames()).containsExactlyInAnyOrder("event", "at", "gen_ai.evaluation.name",
				"gen_ai.evaluation.score.value", "source", "requestId", "gen_ai.response.id", "contextId", "service",
				"serviceVersion", "environment");
		assertThat(json.get("requestId").stringValue()).isEqualTo("r-9");
		assertThat(json.get("contextId").stringValue()).isEqualTo("c-9");
	}

	@Test
	void recordOfAContextIsNotThatOfItsLatestCall() {
		JudgedCall latest = JudgedCall.of(JudgedCalls.chat("r-1", "u-1", "c-1"));
		JsonNode json = logged(
				new FeedbackRecord(feedback(new Feedback.Target(null, null, new ContextId("c-1"))), latest, Map.of()));
		assertThat(json.has("requestId")).isFalse();
		assertThat(json.has("gen_ai.response.id")).isFalse();
		assertThat(json.get("contextId").stringValue()).isEqualTo("c-1");
		assertThat(json.get("gen_ai.response.model").stringValue()).isEqualTo("gpt-2026");
		assertThat(json.get("gen_ai.prompt.name").stringValue()).isEqualTo("order-help");
	}

	@Test
	void workerMakesTheRecordAndASinkThatThrowsLosesIt() throws InterruptedException {
		try (RecordQueue queue = queue(1000)) {
			queue.offer(new QueuedFeedback(given(),
					new FeedbackRecordMaker(Redactor.none(), UserPseudonyms.withRandomKey(), true), this.sinks));
			FeedbackRecord record = this.taken.poll(20, TimeUnit.SECONDS);
			assertThat(record).isNotNull();
			assertThat(record.feedback()).isEqualTo(given().feedback());
		}
		assertThat(this.listener.takeLoss()).isEqualTo("broken error 1");
	}

	@Test
	void commentIsLeftBehindWhereThereIsNoRoom() throws InterruptedException {
		try (RecordQueue queue = queue(0)) {
			queue.offer(new QueuedFeedback(given(),
					new FeedbackRecordMaker(Redactor.none(), UserPseudonyms.withRandomKey(), true), this.sinks));
			FeedbackRecord record = this.taken.poll(20, TimeUnit.SECONDS);
			assertThat(record).isNotNull();
			assertThat(record.feedback().verdict()).isEqualTo(new Feedback.Verdict(0.5, "fair", null));
		}
	}

	private RecordQueue queue(long contentSize) {
		return new RecordQueue(LlmCallFixture::record, this.sinks, this.listener,
				new QueueLimits(10, contentSize, Duration.ofSeconds(5)));
	}

	private static GivenFeedback given() {
		return new GivenFeedback(feedback(new Feedback.Target("r-1", null, null)), null);
	}

	private static Feedback feedback(Feedback.Target target) {
		return new Feedback(target, "user_rating", new Feedback.Verdict(0.5, "fair", "line 1\n\"line 2\""), "user", AT);
	}

	private static JsonNode logged(FeedbackRecord record) {
		Logger logger = (Logger) LoggerFactory.getLogger("context-trace.evaluation");
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		logger.addAppender(appender);
		try {
			new LogSink(new ServiceIdentity("shop", "1.2", "test")).accept(record);
		}
		finally {
			logger.detachAppender(appender);
		}
		assertThat(appender.list).hasSize(1);
		String message = appender.list.get(0).getFormattedMessage();
		assertThat(message).doesNotContain("\n");
		return new JsonMapper().readTree(message);
	}

	private static final class Broken implements LlmCallSink {

		@Override
		public String name() {
			return "broken";
		}

		@Override
		public void accept(LlmRecord record) {
		}

		@Override
		public void accept(FeedbackRecord record) {
			throw new IllegalStateException("broken");
		}

	}

	private final class Taking implements LlmCallSink {

		@Override
		public String name() {
			return "taking";
		}

		@Override
		public void accept(LlmRecord record) {
		}

		@Override
		public void accept(FeedbackRecord record) {
			FeedbackSinkTests.this.taken.add(record);
		}

	}

}
