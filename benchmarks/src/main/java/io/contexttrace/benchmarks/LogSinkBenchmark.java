package io.contexttrace.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.RawContent;
import io.contexttrace.llm.record.RecordMaker;
import io.contexttrace.sink.LogSink;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.LoggerFactory;

/**
 * What the worker does for one record that goes to the log: deciding, redacting, JSON,
 * and Logback with a pattern encoder whose bytes go nowhere. One thousand million by the
 * time is the records a second.
 */
public class LogSinkBenchmark extends MeasuredBenchmark {

	private static final String SAID = "Dear shop, the lamp that I ordered on 2026-11-02 flickers. "
			+ "Please send the answer to customer@example.com. I would like to have it repaired. ";

	/**
	 * What the record is made of.
	 */
	@Param({ "context-trace.content.capture=none", "context-trace.content.capture=full" })
	private String setting = "context-trace.content.capture=none";

	private final FinishedCall call = new FinishedCall(call(), new Said(new LlmContent(
			List.of(new LlmContent.Message("system", LlmContent.Text.of("You are the assistant of a shop for lamps.")),
					new LlmContent.Message("user", LlmContent.Text.of(SAID.repeat(12)))),
			List.of(new LlmContent.Message("assistant", LlmContent.Text.of(SAID.repeat(4)))))));

	private @Nullable ChatApplication application;

	private @Nullable RecordMaker maker;

	private @Nullable LogSink sink;

	/**
	 * Start the application and lead its records nowhere.
	 */
	@Setup
	public void start() {
		this.application = ChatApplication.start(() -> {
		}, this.setting, "context-trace.records.log=true");
		this.maker = this.application.bean(RecordMaker.class);
		this.sink = this.application.bean(LogSink.class);
		leadNowhere();
	}

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	/**
	 * One record.
	 */
	@Benchmark
	public void record() {
		Objects.requireNonNull(this.sink).accept(Objects.requireNonNull(this.maker).record(this.call));
	}

	private static void leadNowhere() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS} %level %logger : %msg%n");
		encoder.start();
		OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
		appender.setContext(context);
		appender.setEncoder(encoder);
		appender.setOutputStream(new CountingStream());
		appender.start();
		Logger logger = context.getLogger(LogSink.LOGGER_NAME);
		logger.setAdditive(false);
		logger.setLevel(ch.qos.logback.classic.Level.INFO);
		logger.addAppender(appender);
	}

	private static LlmCall call() {
		return new LlmCall(
				new LlmCall.Ids("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d35", "0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d33", null,
						"0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "1-0af76519-16cd43dd8448eb211c80319c"),
				BusinessContext.of(new ContextId("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34"), "session"),
				new LlmRequest("chat", "openai", "gpt-5-mini", true, Map.of("temperature", 0.2)),
				new LlmResponse("gpt-5-mini", "chatcmpl-1", List.of("stop"),
						new LlmUsage(812L, 143L, null, null, null)),
				new LlmCall.Outcome(LlmCallStatus.OK, null),
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(1234), Duration.ofMillis(234), 41L));
	}

	private record Said(LlmContent content) implements RawContent {

		@Override
		public @Nullable String errorMessage() {
			return null;
		}

		@Override
		public long size() {
			return 1;
		}

	}

}
