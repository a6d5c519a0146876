package io.contexttrace.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.llm.Feedback;
import io.contexttrace.llm.JudgedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.feedback.RecentCalls;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Remembering calls for feedback that comes later, and finding one again among as many as
 * are remembered by default.
 */
public class RecentCallsBenchmark extends MeasuredBenchmark {

	private static final int CAPACITY = 10_000;

	private final RecentCalls full = new RecentCalls(CAPACITY, Duration.ofDays(1), InstantSource.system());

	private final RecentCalls filling = new RecentCalls(CAPACITY, Duration.ofDays(1), InstantSource.system());

	private final LlmCall call = call("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d35");

	private final Feedback.Target unknown = new Feedback.Target("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d36", null, null);

	/**
	 * Fill the memory.
	 */
	public RecentCallsBenchmark() {
		for (int i = 0; i < CAPACITY; i++) {
			this.full.finished(call("0199a6f2-3b1c-7d45-8e21-%012d".formatted(i)));
		}
	}

	/**
	 * What a call pays.
	 */
	@Benchmark
	public void remember() {
		this.filling.finished(this.call);
	}

	/**
	 * What feedback pays at most: its call is not remembered.
	 * @return {@code null}
	 */
	@Benchmark
	public @Nullable JudgedCall findNone() {
		return this.full.find(this.unknown);
	}

	private static LlmCall call(String requestId) {
		return new LlmCall(
				new LlmCall.Ids(requestId, "0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d37", null,
						"0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", null),
				BusinessContext.of(new ContextId("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34"), "session"),
				new LlmRequest("chat", "openai", "gpt-5-mini", false, Map.of("temperature", 0.2)),
				new LlmResponse("gpt-5-mini", "chatcmpl-1", List.of("stop"),
						new LlmUsage(812L, 143L, null, null, null)),
				new LlmCall.Outcome(LlmCallStatus.OK, null),
				new LlmCall.Timing(Instant.now(), Duration.ofMillis(1234), null, null));
	}

}
