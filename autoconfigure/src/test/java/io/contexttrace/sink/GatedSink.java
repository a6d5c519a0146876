package io.contexttrace.sink;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.RecordingSink;

/**
 * A sink that takes its first call only when it is opened.
 */
final class GatedSink implements LlmCallSink {

	private final CountDownLatch reached = new CountDownLatch(1);

	private final CountDownLatch gate = new CountDownLatch(1);

	private final RecordingSink delegate;

	GatedSink(RecordingSink delegate) {
		this.delegate = delegate;
	}

	@Override
	public String name() {
		return "gated";
	}

	@Override
	public void accept(LlmRecord record) {
		this.reached.countDown();
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
		this.delegate.accept(record);
	}

	void awaitFirstCall() throws InterruptedException {
		if (!this.reached.await(20, TimeUnit.SECONDS)) {
			throw new AssertionError("No call arrived");
		}
	}

	void open() {
		this.gate.countDown();
	}

}
