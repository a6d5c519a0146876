package io.contexttrace;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Keeps the fields of a context in the log's MDC for as long as a thread holds it. It
 * sets what there is and removes what it has set before, so that a field of the same name
 * that belongs to the application stays where the context has no value for it.
 *
 * @param names what the fields are called
 */
public record MdcFields(MdcFieldNames names) implements ContextScopeListener {

	/**
	 * Remove the fields from this thread's MDC, whoever has set them. This is for work
	 * that begins on a thread which somebody may have left behind in disorder.
	 */
	public void clear() {
		this.names.all().forEach(MDC::remove);
	}

	@Override
	public void changed(ContextSnapshot previous, ContextSnapshot current) {
		change(previous.context(), current.context());
		update(this.names.requestId(), previous.requestId(), current.requestId());
		update(this.names.xrayTraceId(), root(previous.trace()), root(current.trace()));
		update(this.names.prompt(), path(previous.nearestPrompt()), path(current.nearestPrompt()));
		update(this.names.step(), previous.step(), current.step());
	}

	private void change(@Nullable BusinessContext previous, @Nullable BusinessContext current) {
		update(this.names.contextId(), (previous != null) ? previous.id().value() : null,
				(current != null) ? current.id().value() : null);
		update(this.names.contextKind(), (previous != null) ? previous.kind() : null,
				(current != null) ? current.kind() : null);
		update(this.names.parentContextId(), parent(previous), parent(current));
		update(this.names.userId(), (previous != null) ? previous.userId() : null,
				(current != null) ? current.userId() : null);
	}

	private static @Nullable String parent(@Nullable BusinessContext context) {
		return (context != null && context.parentId() != null) ? context.parentId().value() : null;
	}

	private static @Nullable String root(@Nullable TraceReference trace) {
		return (trace != null) ? trace.xrayTraceId() : null;
	}

	private static @Nullable String path(@Nullable Prompt prompt) {
		return (prompt != null) ? prompt.path() : null;
	}

	private static void update(String key, @Nullable String previous, @Nullable String current) {
		if (current != null) {
			MDC.put(key, current);
		}
		else if (previous != null) {
			MDC.remove(key);
		}
	}

}
