package io.contexttrace.sink;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.contexttrace.ContextListener;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.record.RecordSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue before the sinks, served by one worker thread. Handing something over
 * never waits. What does not fit is lost, which is told to the listener: first contents,
 * under the sink {@value RecordSource#CONTENT}, then whole items. Closing waits for the
 * items that are queued, within a limit. Safe for use by several threads.
 */
public final class RecordQueue implements Consumer<FinishedCall>, AutoCloseable {

	static final String FULL = "queue_full";

	private static final String SHUTDOWN = "shutdown";

	private static final String FAILED = "error";

	private static final Logger logger = LoggerFactory.getLogger(RecordQueue.class);

	private final RecordSource records;

	private final LlmCallSink delegate;

	private final ContextListener listener;

	private final QueueLimits limits;

	private final WaitingItems items;

	private final Thread worker;

	/**
	 * Create a queue and start its worker, which is a daemon thread.
	 * @param records makes the records of calls, on the worker
	 * @param delegate the sink that gets the records
	 * @param listener is told of losses
	 * @param limits how much the queue takes
	 */
	public RecordQueue(RecordSource records, LlmCallSink delegate, ContextListener listener, QueueLimits limits) {
		this.records = records;
		this.delegate = delegate;
		this.listener = ContextListener.all(List.of(listener));
		this.limits = limits;
		this.items = new WaitingItems(limits);
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
		offer(new QueuedCall(this.records.held(call), this.records, this.delegate));
	}

	/**
	 * Hand something else over that is to be done by the worker.
	 * @param item the item
	 */
	public void offer(QueuedItem item) {
		try {
			offered(item.sink(), this.items.offer(item));
		}
		catch (RuntimeException ex) {
			logger.debug("An item could not be queued", ex);
			this.listener.lost(item.sink(), FAILED, 1);
		}
	}

	/**
	 * How much memory the contents of the waiting items hold.
	 * @return an estimate in bytes
	 */
	public long contentSize() {
		return this.items.contentSize();
	}

	/**
	 * Take no more items, wait for those that are queued, and tell the listener of those
	 * that could not be served in time.
	 */
	@Override
	public void close() {
		this.items.close();
		awaitWorker();
		List<QueuedItem> left = this.items.drain();
		this.worker.interrupt();
		if (!left.isEmpty()) {
			logger.warn("{} records of LLM calls were lost at shutdown, after waiting {} ms", left.size(),
					this.limits.drainTimeout().toMillis());
			Map<String, Long> lost = new TreeMap<>();
			left.forEach((item) -> lost.merge(item.sink(), 1L, Long::sum));
			lost.forEach((sink, count) -> this.listener.lost(sink, SHUTDOWN, count));
		}
	}

	private void offered(String sink, WaitingItems.Admission admission) {
		switch (admission) {
			case WHOLE -> {
			}
			case WITHOUT_CONTENT -> this.listener.lost(RecordSource.CONTENT, FULL, 1);
			case FULL -> this.listener.lost(sink, FULL, 1);
			case CLOSED -> this.listener.lost(sink, SHUTDOWN, 1);
		}
	}

	private void awaitWorker() {
		try {
			// zero would be to wait for ever
			this.worker.join(Math.max(1, this.limits.drainTimeout().toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void work() {
		boolean more = true;
		while (more) {
			more = serveNext();
		}
	}

	private boolean serveNext() {
		try {
			QueuedItem item = this.items.take();
			if (item != null) {
				serve(item);
			}
			return item != null;
		}
		catch (InterruptedException ex) {
			// a sink's own interruption must not end the worker; closing does
			return true;
		}
	}

	private void serve(QueuedItem item) {
		try {
			item.serve();
		}
		catch (Throwable ex) {
			logger.debug("A record was lost", ex);
			this.listener.lost(item.sink(), FAILED, 1);
		}
	}

}
