package io.contexttrace.test;

import java.time.Duration;

/**
 * How long the model takes over things.
 *
 * @param chunkDelay the time before each word of a streamed answer
 * @param stall the time that a stalled answer takes
 * @param retryAfter what a rate-limited caller is told to wait
 */
record ModelTiming(Duration chunkDelay, Duration stall, Duration retryAfter) {
}
