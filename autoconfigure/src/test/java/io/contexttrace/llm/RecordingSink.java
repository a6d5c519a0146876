package io.contexttrace.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Remembers the calls that it gets.
 */
public final class RecordingSink implements LlmCallSink {

	private final Queue<String> requestIds = new ConcurrentLinkedQueue<>();

	@Override
	public String name() {
		return "recording";
	}

	@Override
	public void accept(LlmRecord record) {
		this.requestIds.add(record.call().ids().requestId());
	}

	/**
	 * The calls so far.
	 * @return their request ids, in order
	 */
	public List<String> requestIds() {
		return new ArrayList<>(this.requestIds);
	}

}
