package io.contexttrace.benchmarks;

import java.util.concurrent.locks.LockSupport;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A queue whose worker has served the last call and gone back to waiting.
 */
@State(Scope.Benchmark)
public class WaitingQueue extends CountedQueue {

	private static final long NANOS_TO_GO_BACK = 20_000;

	private long handedOver;

	/**
	 * Wait until the worker waits.
	 */
	@Setup(Level.Invocation)
	public void awaitWorker() {
		while (served() < this.handedOver) {
			Thread.onSpinWait();
		}
		LockSupport.parkNanos(NANOS_TO_GO_BACK);
		this.handedOver++;
	}

}
