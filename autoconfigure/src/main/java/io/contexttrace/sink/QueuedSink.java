package io.contexttrace.sink;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.contexttrace.ContextListener;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue before a sink, served by one worker thread. Handing a call over never
 * waits: when the queue is full, or closed, the call is dropped and the loss is told to
 * the listener. Closing waits for the calls that are queued, within a limit. Safe for use
 * by several threads.
 */
public final class QueuedSink implements LlmCallSink, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(QueuedSink.class);

	private static final String FULL = "queue_full";

	private static final String SHUTDOWN = "shutdown";

	private static final long POLL_MILLIS = 100;

	private final BlockingQueue<LlmCall> queue;

	private final LlmCallSink delegate;

	private final ContextListener listener;

	private final Duration drainTimeout;

	private final Thread worker;

	private volatile boolean closed;

	/**
	 * Create a queue and start its worker, which is a daemon thread.
	 * @param delegate the sink that the worker serves
	 * @param listener is told of losses
	 * @param capacity how many calls can wait, at least 1
	 * @param drainTimeout how long closing waits for the queued calls
	 */
	public QueuedSink(LlmCallSink delegate, ContextListener listener, int capacity, Duration drainTimeout) {
		this.queue = new ArrayBlockingQueue<>(capacity);
		this.delegate = delegate;
		this.listener = listener;
		this.drainTimeout = drainTimeout;
		this.worker = new Thread(this::work, "context-trace-records");
		this.worker.setDaemon(true);
		this.worker.start();
	}

	@Override
	public String name() {
		return this.delegate.name();
	}

	@Override
	public void accept(LlmCall call) {
		if (this.closed) {
			this.listener.lost(name(), SHUTDOWN, 1);
		}
		else if (!this.queue.offer(call)) {
			this.listener.lost(name(), FULL, 1);
		}
		else if (this.closed && this.queue.remove(call)) {
			this.listener.lost(name(), SHUTDOWN, 1);
		}
	}

	/**
	 * Take no more calls, wait for those that are queued, and tell the listener of those
	 * that could not be served in time.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.worker.join(this.drainTimeout.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		int left = this.queue.size();
		this.queue.clear();
		this.worker.interrupt();
		if (left > 0) {
			logger.warn("{} records of LLM calls were lost at shutdown, after waiting {} ms", left,
					this.drainTimeout.toMillis());
			this.listener.lost(name(), SHUTDOWN, left);
		}
	}

	private void work() {
		try {
			while (!this.closed || !this.queue.isEmpty()) {
				LlmCall call = this.queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
				if (call != null) {
					serve(call);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void serve(LlmCall call) {
		try {
			this.delegate.accept(call);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("A record was lost", ex);
			this.listener.lost(name(), "error", 1);
		}
	}

}
