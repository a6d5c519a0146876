package io.contexttrace.carrier.batch;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextScopeListener;
import io.contexttrace.ContextSnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Keeps in the log's MDC which attempt at a batch the work belongs to. A field of the
 * same name that belongs to the application stays while there is no attempt.
 *
 * @param name what the field is called
 */
public record AttemptField(String name) implements ContextScopeListener {

	@Override
	public void changed(ContextSnapshot previous, ContextSnapshot current) {
		String attempt = attempt(current.context());
		if (attempt != null) {
			MDC.put(this.name, attempt);
		}
		else if (attempt(previous.context()) != null) {
			MDC.remove(this.name);
		}
	}

	private static @Nullable String attempt(@Nullable BusinessContext context) {
		return (context != null) ? context.attributes().get(BusinessContext.ATTEMPT) : null;
	}

}
