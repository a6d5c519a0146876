package io.contexttrace.carrier.batch;

import io.contexttrace.BusinessContext;
import io.contexttrace.CallableWork;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.propagation.ContextCrossing;
import org.jspecify.annotations.Nullable;

/**
 * Works at items of a batch, each under a context of its own inside the batch's, as the
 * step {@code batch.item} with a span of its own. How it ended is one line in the log, by
 * which the items that must be done again are found. Safe for use by several threads.
 */
public final class BatchItems {

	/**
	 * The kind of an item's context, unless the caller says otherwise.
	 */
	public static final String KIND = "document";

	static final String ITEM = "batch.item";

	private final CurrentContext contexts;

	private final ContextCrossing crossing;

	/**
	 * Create an instance.
	 * @param contexts makes what the work holds
	 * @param crossing opens the work
	 */
	public BatchItems(CurrentContext contexts, ContextCrossing crossing) {
		this.contexts = contexts;
		this.crossing = crossing;
	}

	/**
	 * Work at an item of the kind {@code document}.
	 * @param <X> what the work can throw
	 * @param id identifies the item, by the same id at each attempt
	 * @param work what to do
	 * @throws X what the work throws
	 */
	public <X extends Throwable> void run(ContextId id, BatchWork<X> work) throws X {
		call(id, () -> {
			work.run();
			return null;
		});
	}

	/**
	 * Work at an item of the kind {@code document} and return what comes out.
	 * @param <T> the type of the value
	 * @param <X> what the work can throw
	 * @param id identifies the item, by the same id at each attempt
	 * @param work what to do
	 * @return the value
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(ContextId id, CallableWork<T, X> work) throws X {
		return call(BusinessContext.of(id, KIND), work);
	}

	/**
	 * Work at an item of any kind and return what comes out.
	 * @param <T> the type of the value
	 * @param <X> what the work can throw
	 * @param item the item's context; its parent is what the thread works for
	 * @param work what to do
	 * @return the value
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T call(BusinessContext item, CallableWork<T, X> work)
			throws X {
		ContextSnapshot held = CurrentContext.capture();
		BusinessContext inside = inside(item, held.context());
		return this.crossing.openPart(this.contexts.withContext(held, inside, held.trace()), ITEM)
			.during(() -> ItemLog.logged(inside, work));
	}

	private static BusinessContext inside(BusinessContext item, @Nullable BusinessContext outer) {
		String attempt = (outer != null) ? outer.attributes().get(BusinessContext.ATTEMPT) : null;
		BusinessContext inside = item.inside(outer);
		return (attempt != null) ? inside.withAttribute(BusinessContext.ATTEMPT, attempt) : inside;
	}

}
