package io.contexttrace.leak.log;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it may be logged: it looks like the original one, without the secrets in
 * its message.
 */
final class RedactedThrowable extends Throwable {

	private static final long serialVersionUID = 1L;

	private final String className;

	RedactedThrowable(Throwable original, @Nullable String message) {
		super(message);
		this.className = original.getClass().getName();
		setStackTrace(original.getStackTrace());
	}

	String className() {
		return this.className;
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

	// printed stack traces begin with it
	@Override
	@SuppressWarnings("OverrideThrowableToString")
	public String toString() {
		return (getMessage() != null) ? this.className + ": " + getMessage() : this.className;
	}

}
