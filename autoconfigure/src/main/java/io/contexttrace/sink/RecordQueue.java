package io.contexttrace.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.contexttrace.ContextListener;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue before a sink, served by one worker thread. Handing a call over never
 * waits: when the queue is full, or closed, the call is dropped and the loss is told to
 * the listener. Closing waits for the calls that are queued, within a limit. Safe for use
 * by several threads.
 */
public final class RecordQueue implements Consumer<FinishedCall>, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RecordQueue.class);

	private static final String FULL = "queue_full";

	private static final String SHUTDOWN = "shutdown";

	private static final String FAILED = "error";

	private static final long POLL_MILLIS = 100;

	private final BlockingQueue<FinishedCall> queue;

	private final Function<FinishedCall, LlmRecord> maker;

	private final LlmCallSink delegate;

	private final ContextListener listener;

	private final Duration drainTimeout;

	private final Thread worker;

	private volatile boolean closed;

	/**
	 * Create a queue and start its worker, which is a daemon thread.
	 * @param maker makes the records, on the worker
	 * @param delegate the sink that the worker serves
	 * @param listener is told of losses
	 * @param capacity how many calls can wait, at least 1
	 * @param drainTimeout how long closing waits for the queued calls
	 */
	public RecordQueue(Function<FinishedCall, LlmRecord> maker, LlmCallSink delegate, ContextListener listener,
			int capacity, Duration drainTimeout) {
		this.maker = maker;
		this.queue = new ArrayBlockingQueue<>(capacity);
		this.delegate = delegate;
		this.listener = ContextListener.all(List.of(listener));
		this.drainTimeout = drainTimeout;
		this.worker = new Thread(this::work, "context-trace-records");
		this.worker.setDaemon(true);
		this.worker.start();
	}

	/**
	 * Hand a call over.
	 * @param call the finished call
	 */
	@Override
	public void accept(FinishedCall call) {
		if (this.closed) {
			this.listener.lost(this.delegate.name(), SHUTDOWN, 1);
		}
		else if (!this.queue.offer(call)) {
			this.listener.lost(this.delegate.name(), FULL, 1);
		}
		else if (this.closed && this.queue.remove(call)) {
			this.listener.lost(this.delegate.name(), SHUTDOWN, 1);
		}
	}

	/**
	 * Take no more calls, wait for those that are queued, and tell the listener of those
	 * that could not be served in time.
	 */
	@Override
	public void close() {
		this.closed = true;
		awaitWorker();
		List<FinishedCall> left = new ArrayList<>();
		this.queue.drainTo(left);
		this.worker.interrupt();
		if (!left.isEmpty()) {
			logger.warn("{} records of LLM calls were lost at shutdown, after waiting {} ms", left.size(),
					this.drainTimeout.toMillis());
			this.listener.lost(this.delegate.name(), SHUTDOWN, left.size());
		}
	}

	private void awaitWorker() {
		try {
			// zero would be to wait for ever
			this.worker.join(Math.max(1, this.drainTimeout.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void work() {
		while (!this.closed || !this.queue.isEmpty()) {
			FinishedCall call = next();
			if (call != null) {
				serve(call);
			}
		}
	}

	private @Nullable FinishedCall next() {
		try {
			return this.queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			// a sink's own interruption must not end the worker; closing does
			return null;
		}
	}

	private void serve(FinishedCall call) {
		try {
			this.delegate.accept(this.maker.apply(call));
		}
		catch (Throwable ex) {
			logger.debug("A record was lost", ex);
			this.listener.lost(this.delegate.name(), FAILED, 1);
		}
	}

}
