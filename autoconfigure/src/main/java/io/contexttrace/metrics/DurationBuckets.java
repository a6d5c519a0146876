package io.contexttrace.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/**
 * The buckets of durations, which OpenTelemetry's GenAI conventions advise: from 10 ms to
 * 81.92 s, each twice the one before.
 */
final class DurationBuckets {

	private static final int COUNT = 14;

	private DurationBuckets() {
	}

	static Duration[] all() {
		return LongStream.iterate(10, (millis) -> millis * 2)
			.limit(COUNT)
			.mapToObj(Duration::ofMillis)
			.toArray(Duration[]::new);
	}

}
