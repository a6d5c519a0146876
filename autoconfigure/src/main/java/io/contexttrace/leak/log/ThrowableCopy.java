package io.contexttrace.leak.log;

import java.util.IdentityHashMap;

import io.contexttrace.leak.LeakGate;
import org.jspecify.annotations.Nullable;

/**
 * Copies a failure with its causes and what it has suppressed, so that the secrets in the
 * messages can be taken out. For one failure and one thread.
 */
final class ThrowableCopy {

	private static final int MAX_DEPTH = 64;

	private final LeakGate gate;

	private final IdentityHashMap<Throwable, RedactedThrowable> copies = new IdentityHashMap<>();

	private boolean changed;

	private ThrowableCopy(LeakGate gate) {
		this.gate = gate;
	}

	/**
	 * Take the secrets out of a failure.
	 * @param failure the failure
	 * @param gate takes them out
	 * @return the copy, or {@code null} if there is no secret in it
	 */
	static @Nullable RedactedThrowable of(Throwable failure, LeakGate gate) {
		ThrowableCopy copy = new ThrowableCopy(gate);
		RedactedThrowable redacted = copy.copy(failure, 0);
		return copy.changed ? redacted : null;
	}

	private RedactedThrowable copy(Throwable original, int depth) {
		RedactedThrowable known = this.copies.get(original);
		if (known != null) {
			return known;
		}
		RedactedThrowable copy = new RedactedThrowable(original, message(original));
		this.copies.put(original, copy);
		if (depth < MAX_DEPTH) {
			Throwable cause = original.getCause();
			if (cause != null && cause != original) {
				copy.initCause(copy(cause, depth + 1));
			}
			for (Throwable suppressed : original.getSuppressed()) {
				copy.addSuppressed(copy(suppressed, depth + 1));
			}
		}
		return copy;
	}

	private @Nullable String message(Throwable original) {
		String message = original.getMessage();
		String safe = (message != null) ? this.gate.pass(message) : null;
		this.changed |= safe != null && !safe.equals(message);
		return safe;
	}

}
