package io.contexttrace.carrier.batch;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A batch's context as it is kept in the job's execution context, and with it in the job
 * repository: there a restart and a remote worker find it, in whichever process they are.
 */
final class StoredContext {

	static final String PREFIX = "io.contexttrace.";

	private static final String ID = PREFIX + "context-id";

	private static final String PARENT_ID = PREFIX + "context-parent";

	private static final String USER = PREFIX + "context-user";

	private static final String ATTEMPT = PREFIX + "attempt";

	private StoredContext() {
	}

	static void write(BusinessContext batch, ExecutionContext target) {
		target.put(ID, batch.id().value());
		target.put(ATTEMPT, batch.attributes().getOrDefault(BusinessContext.ATTEMPT, "1"));
		if (batch.parentId() != null) {
			target.put(PARENT_ID, batch.parentId().value());
		}
		if (batch.userId() != null) {
			target.put(USER, batch.userId());
		}
	}

	// others can write to the repository, too: what is malformed is not there
	static @Nullable BusinessContext read(ExecutionContext source) {
		ContextId id = id(source, ID);
		if (id == null) {
			return null;
		}
		ContextId user = id(source, USER);
		BusinessContext batch = BusinessContext.of(id, BatchContexts.KIND)
			.withParent(id(source, PARENT_ID))
			.withUser((user != null) ? user.value() : null);
		return BatchContexts.attempt(batch, attempt(source));
	}

	private static @Nullable ContextId id(ExecutionContext source, String key) {
		return (source.get(key) instanceof String text) ? ContextId.parse(text) : null;
	}

	private static int attempt(ExecutionContext source) {
		try {
			return Integer.parseInt(String.valueOf(source.get(ATTEMPT)));
		}
		catch (NumberFormatException ex) {
			return 1;
		}
	}

	static @Nullable BusinessContext readNextAttempt(ExecutionContext source) {
		BusinessContext last = read(source);
		return (last != null) ? BatchContexts.attempt(last, attempt(source) + 1) : null;
	}

}
