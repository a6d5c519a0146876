package io.contexttrace.sink;

import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.record.RecordSource;

/**
 * A finished call that waits to become a record.
 *
 * @param call the call
 * @param records makes the record
 * @param delegate takes the record
 */
record QueuedCall(FinishedCall call, RecordSource records, LlmCallSink delegate) implements QueuedItem {

	@Override
	public String sink() {
		return this.delegate.name();
	}

	@Override
	public long contentSize() {
		return Character.BYTES * Math.max(0, this.call.raw().size());
	}

	@Override
	public QueuedItem withoutContent() {
		return new QueuedCall(this.call.withoutContent(RecordQueue.FULL), this.records, this.delegate);
	}

	@Override
	public void serve() {
		this.delegate.accept(this.records.record(this.call));
	}

}
