package io.contexttrace.carrier.batch;

import java.util.function.Function;

import io.contexttrace.ContextId;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Lets another processor work at each item under the item's own context, inside the
 * batch's, as {@link BatchItems} does. As safe for use by several threads as the other
 * processor.
 *
 * @param <I> the type of the items
 * @param <O> the type of what comes out
 */
public final class ContextItemProcessor<I, O> implements ItemProcessor<I, O> {

	private final BatchItems items;

	private final Function<? super I, ContextId> ids;

	private final ItemProcessor<I, O> delegate;

	/**
	 * Create an instance.
	 * @param items opens the items' contexts
	 * @param ids the id of an item, the same at each attempt
	 * @param delegate does the work
	 */
	public ContextItemProcessor(BatchItems items, Function<? super I, ContextId> ids, ItemProcessor<I, O> delegate) {
		this.items = items;
		this.ids = ids;
		this.delegate = delegate;
	}

	@Override
	public @Nullable O process(I item) throws Exception {
		return this.items.<@Nullable O, Exception>call(this.ids.apply(item), () -> this.delegate.process(item));
	}

}
