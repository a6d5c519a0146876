package io.contexttrace.carrier.batch;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs code as a batch: under a context of the kind {@code batch}, as the step
 * {@code batch.job} with a span of its own. A batch that is started inside another
 * context has that one as its parent. Jobs of Spring Batch need no call; this is for jobs
 * that are plain code, such as a {@code CommandLineRunner}. Safe for use by several
 * threads.
 */
public final class BatchContexts {

	/**
	 * The kind of a batch's context.
	 */
	public static final String KIND = "batch";

	static final String JOB = "batch.job";

	private static final Logger logger = LoggerFactory.getLogger("context-trace.batch");

	private final CurrentContext contexts;

	private final NewContexts newContexts;

	private final ContextCrossing crossing;

	/**
	 * Create an instance.
	 * @param contexts makes what the work holds
	 * @param newContexts makes the ids
	 * @param crossing opens the work
	 */
	public BatchContexts(CurrentContext contexts, NewContexts newContexts, ContextCrossing crossing) {
		this.contexts = contexts;
		this.newContexts = newContexts;
		this.crossing = crossing;
	}

	/**
	 * Run a batch for the first time, under a new id. The id is in the log, and in
	 * {@link CurrentContext#get()} while the work runs.
	 * @param <X> what the work can throw
	 * @param name what the batch is called in the log, such as {@code nightly-import}
	 * @param work what to do
	 * @throws X what the work throws
	 */
	public <X extends Throwable> void run(String name, BatchWork<X> work) throws X {
		run(name, first(), work);
	}

	/**
	 * Run a batch again, under the id that it had before.
	 * @param <X> what the work can throw
	 * @param name what the batch is called in the log
	 * @param id the id that it had at its first attempt
	 * @param attempt which attempt this is, 2 for the first restart
	 * @param work what to do
	 * @throws X what the work throws
	 */
	public <X extends Throwable> void restart(String name, ContextId id, int attempt, BatchWork<X> work) throws X {
		run(name, attempt(BusinessContext.of(id, KIND).inside(CurrentContext.get()), attempt), work);
	}

	private <X extends Throwable> void run(String name, BusinessContext batch, BatchWork<X> work) throws X {
		ReceivedWork open = this.crossing.openPart(snapshot(batch), JOB);
		open.during(() -> {
			tell(name, batch);
			work.run();
			return null;
		});
	}

	// inside what the thread works for
	BusinessContext first() {
		return attempt(this.newContexts.issue(JOB, KIND).inside(CurrentContext.get()), 1);
	}

	static BusinessContext attempt(BusinessContext batch, int attempt) {
		return batch.withAttribute(BusinessContext.ATTEMPT, String.valueOf(attempt));
	}

	// for work whose span, if there is one, is current already
	ReceivedWork open(BusinessContext batch, String stepName) {
		return this.crossing.open(snapshot(batch), stepName);
	}

	void tell(String name, BusinessContext batch) {
		logger.info("{} is batch {}, attempt {}", name, batch.id(), batch.attributes().get(BusinessContext.ATTEMPT));
	}

	private ContextSnapshot snapshot(BusinessContext batch) {
		ContextSnapshot held = CurrentContext.capture();
		return this.contexts.withContext(held, batch, held.trace());
	}

}
