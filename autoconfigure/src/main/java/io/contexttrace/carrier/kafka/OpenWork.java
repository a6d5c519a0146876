package io.contexttrace.carrier.kafka;

import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import io.contexttrace.propagation.ReceivedWork;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.KafkaBackoffException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

/**
 * The work that a consumer's thread has open between the calls of an interceptor, one at
 * a time. A failure of ours stays here. Safe for use by several threads, each of which
 * has work of its own.
 */
final class OpenWork {

	private static final ThreadLocal<@Nullable ReceivedWork> OPEN = new ThreadLocal<>();

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Open work; what was open before is closed.
	 * @param opener opens it
	 */
	void open(Supplier<ReceivedWork> opener) {
		close();
		this.barrier.run(opener, () -> OPEN.set(opener.get()));
	}

	boolean isOpen() {
		return OPEN.get() != null;
	}

	/**
	 * The listener has done its work; the thread still holds what it was done for.
	 */
	void succeeded() {
		ReceivedWork work = OPEN.get();
		if (work != null) {
			work.succeeded();
		}
	}

	/**
	 * The listener has failed; the thread still holds what it worked for.
	 * @param failure what the container says
	 */
	void failed(Exception failure) {
		ReceivedWork work = OPEN.get();
		if (work != null) {
			Throwable cause = cause(failure);
			if (cause instanceof KafkaBackoffException) {
				// a record on a retry topic came early, and nothing was done
				work.cancelled();
			}
			else {
				work.failed(cause);
			}
		}
	}

	void close() {
		ReceivedWork work = OPEN.get();
		if (work != null) {
			OPEN.remove();
			work.close();
		}
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof ListenerExecutionFailedException && failure.getCause() != null)
				? cause(failure.getCause()) : failure;
	}

}
