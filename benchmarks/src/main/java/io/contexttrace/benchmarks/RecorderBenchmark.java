package io.contexttrace.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Pricing;
import io.contexttrace.llm.RawContent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;

/**
 * What recording a finished LLM call costs the thread that made it. The sink does
 * nothing: what it does is done by the worker.
 */
public class RecorderBenchmark extends MeasuredBenchmark {

	private final LlmCall call = new LlmCall(
			new LlmCall.Ids("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d35", null, null, "0af7651916cd43dd8448eb211c80319c",
					"b7ad6b7169203331", "1-0af76519-16cd43dd8448eb211c80319c"),
			BusinessContext.of(new ContextId("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34"), "session"),
			new LlmRequest("chat", "openai", "gpt-5-mini", false, Map.of("temperature", 0.2)),
			new LlmResponse("gpt-5-mini", "chatcmpl-1", List.of("stop"), new LlmUsage(812L, 143L, null, null, null)),
			new LlmCall.Outcome(LlmCallStatus.OK, null),
			new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(1234), null, null));

	private final LlmCallRecorder detached = new LlmCallRecorder(List.of(), new ContextListener() {
	}, Pricing.unknown(), (call) -> {
	});

	/**
	 * Recording without a queue: the listeners alone.
	 */
	@Benchmark
	public void listenersOnly() {
		this.detached.record(this.call, RawContent.NONE);
	}

	/**
	 * The usual case: the worker waits, and has to be woken.
	 * @param queue the queue, whose worker waits
	 */
	@Benchmark
	@BenchmarkMode(Mode.SampleTime)
	public void wakeWorker(WaitingQueue queue) {
		queue.record(this.call);
	}

	/**
	 * A flood: calls come as fast as one thread can record them, and what does not fit
	 * into the queue is dropped.
	 * @param queue the queue, which is full most of the time
	 */
	@Benchmark
	public void flood(CountedQueue queue) {
		queue.record(this.call);
	}

}
