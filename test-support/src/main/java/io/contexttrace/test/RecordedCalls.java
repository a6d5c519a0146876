package io.contexttrace.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;

/**
 * A sink that keeps every finished LLM call, so that a test can look at it. Register it
 * as a bean. Safe for use by several threads.
 */
public final class RecordedCalls implements LlmCallSink {

	private final Lock lock = new ReentrantLock();

	private final Condition added = this.lock.newCondition();

	private final List<LlmRecord> records = new ArrayList<>();

	@Override
	public String name() {
		return "test";
	}

	@Override
	public void accept(LlmRecord record) {
		this.lock.lock();
		try {
			this.records.add(record);
			this.added.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The calls so far.
	 * @return a copy, in the order in which the calls ended
	 */
	public List<LlmCall> all() {
		this.lock.lock();
		try {
			return calls();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What sinks see of the calls so far.
	 * @return a copy, in the order in which the calls ended
	 */
	public List<LlmRecord> records() {
		this.lock.lock();
		try {
			return List.copyOf(this.records);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until so many calls have ended.
	 * @param count how many calls are expected
	 * @param timeout how long to wait at most
	 * @return all calls so far, which are fewer if the time ran out
	 */
	public List<LlmCall> await(int count, Duration timeout) {
		this.lock.lock();
		try {
			long left = timeout.toNanos();
			while (this.records.size() < count && left > 0) {
				left = this.added.awaitNanos(left);
			}
			return calls();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return all();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget the calls so far.
	 */
	public void clear() {
		this.lock.lock();
		try {
			this.records.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<LlmCall> calls() {
		return this.records.stream().map(LlmRecord::call).toList();
	}

}
