package io.contexttrace.ai;

import java.util.Objects;

import io.contexttrace.ContextScopeListener;
import io.contexttrace.ContextSnapshot;

/**
 * Lets the user's call go that waits for its answer to be converted, once the thread
 * works for another context.
 */
public final class OutputConversionScopes implements ContextScopeListener {

	@Override
	public void changed(ContextSnapshot previous, ContextSnapshot current) {
		if (!Objects.equals(previous.context(), current.context())) {
			OutputConversion.letGo();
		}
	}

}
