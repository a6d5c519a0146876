package io.contexttrace.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.contexttrace.ContextListener;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallRecorder;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.Pricing;
import io.contexttrace.llm.RawContent;
import io.contexttrace.llm.record.RecordMaker;
import io.contexttrace.llm.record.RecordRules;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.sink.QueueLimits;
import io.contexttrace.sink.RecordQueue;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A recorder before a queue of the default capacity, whose sink does nothing but count.
 */
@State(Scope.Benchmark)
public class CountedQueue {

	private static final int CAPACITY = 10_000;

	private final AtomicLong served = new AtomicLong();

	private final ContextListener listener = new ContextListener() {
	};

	private final RecordMaker maker = new RecordMaker(new RecordRules(ContentCapture.NONE), Redactor.none(),
			UserPseudonyms.withRandomKey(), this.listener);

	private final RecordQueue queue = new RecordQueue(this.maker, new CountingSink(this.served), this.listener,
			new QueueLimits(CAPACITY, 0, Duration.ofSeconds(1)));

	private final LlmCallRecorder recorder = new LlmCallRecorder(List.of(), this.listener, Pricing.unknown(),
			this.queue);

	void record(LlmCall call) {
		this.recorder.record(call, RawContent.NONE);
	}

	long served() {
		return this.served.get();
	}

	/**
	 * Stop the worker.
	 */
	@TearDown
	public void close() {
		this.queue.close();
	}

	private record CountingSink(AtomicLong served) implements LlmCallSink {

		@Override
		public String name() {
			return "count";
		}

		@Override
		public void accept(LlmRecord record) {
			this.served.incrementAndGet();
		}

	}

}
