package io.contexttrace.hop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;

/**
 * Keeps every span that has ended.
 */
public final class FinishedSpans implements SpanProcessor {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final List<SpanData> spans = new CopyOnWriteArrayList<>();

	@Override
	public void onStart(Context parentContext, ReadWriteSpan span) {
	}

	@Override
	public boolean isStartRequired() {
		return false;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		this.spans.add(span.toSpanData());
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

	/**
	 * The spans so far.
	 * @return a copy, in the order in which they ended
	 */
	public List<SpanData> all() {
		return List.copyOf(this.spans);
	}

	/**
	 * Wait for a span.
	 * @param wanted tells it
	 * @return the first such span
	 */
	public SpanData await(Predicate<SpanData> wanted) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(this.spans).anyMatch(wanted));
		return this.spans.stream().filter(wanted).findFirst().orElseThrow();
	}

}
