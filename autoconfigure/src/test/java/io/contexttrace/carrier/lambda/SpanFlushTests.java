package io.contexttrace.carrier.lambda;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.amazonaws.services.lambda.runtime.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class SpanFlushTests {

	private static final Duration LONG = Duration.ofMinutes(5);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("context-trace.lambda");

	private final CompletableResultCode pending = new CompletableResultCode();

	private final Exporter exporter = new Exporter();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(BatchSpanProcessor.builder(this.exporter)
			.setScheduleDelay(Duration.ofHours(1))
			.setExporterTimeout(LONG)
			.build())
		.build();

	@BeforeEach
	void setUp() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void tearDown() {
		this.logger.detachAppender(this.lines);
		this.pending.succeed();
		this.provider.close();
	}

	@Test
	void whatWaitsInTheBatchIsSent() {
		span("work");
		assertThat(this.exporter.names).isEmpty();
		new SpanFlush(this.provider, LONG).ended(null);
		assertThat(this.exporter.names).containsExactly("work");
		assertThat(this.lines.list).isEmpty();
	}

	@Test
	void nothingIsDoneWithoutATimeout() {
		span("work");
		new SpanFlush(this.provider, Duration.ZERO).ended(null);
		assertThat(this.exporter.names).isEmpty();
		assertThat(this.lines.list).isEmpty();
	}

	@Test
	@Timeout(60)
	void aCollectorThatDoesNotAnswerIsWaitedForOnceAndToldOnce() {
		this.exporter.result = () -> this.pending;
		SpanFlush flush = new SpanFlush(this.provider, Duration.ofMillis(100));
		span("first");
		flush.ended(null);
		// this would wait for the whole test
		SpanFlush patient = new SpanFlush(this.provider, LONG);
		patient.ended(context(600));
		patient.ended(null);
		flush.ended(null);
		assertThat(this.exporter.names).containsExactly("first");
		assertThat(this.lines.list).extracting(ILoggingEvent::getFormattedMessage)
			.hasSize(2)
			.first()
			.asString()
			.startsWith("Spans of an invocation were not sent within 100 ms.");
	}

	@Test
	void afterTheCollectorHasAnsweredThereIsWaitingAgain() {
		this.exporter.result = () -> this.pending;
		SpanFlush flush = new SpanFlush(this.provider, LONG);
		span("first");
		flush.ended(context(600));
		this.exporter.result = CompletableResultCode::ofSuccess;
		this.pending.succeed();
		span("second");
		Awaitility.await().untilAsserted(() -> {
			flush.ended(null);
			assertThat(this.exporter.names).containsExactly("first", "second");
		});
	}

	@Test
	@Timeout(60)
	void theAnswerIsNotLateBecauseOfIt() {
		this.exporter.result = () -> this.pending;
		span("work");
		new SpanFlush(this.provider, LONG).ended(context(550));
		new SpanFlush(this.provider, LONG).ended(context(20));
		assertThat(this.lines.list).extracting(ILoggingEvent::getFormattedMessage)
			.satisfiesExactly((line) -> assertThat(line).contains("within 50 ms"),
					(line) -> assertThat(line).contains("within 0 ms"));
	}

	private void span(String name) {
		this.provider.get("test").spanBuilder(name).startSpan().end();
	}

	private static Context context(int remaining) {
		Context context = Mockito.mock(Context.class);
		BDDMockito.given(context.getRemainingTimeInMillis()).willReturn(remaining);
		return context;
	}

	/**
	 * Keeps the names of what it is given, and answers as it is told to.
	 */
	private static final class Exporter implements SpanExporter {

		private final List<String> names = new CopyOnWriteArrayList<>();

		private volatile Supplier<CompletableResultCode> result = CompletableResultCode::ofSuccess;

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			spans.forEach((span) -> this.names.add(span.getName()));
			return this.result.get();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
