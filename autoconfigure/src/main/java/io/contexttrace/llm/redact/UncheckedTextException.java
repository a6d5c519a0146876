package io.contexttrace.llm.redact;

/**
 * A text that an own pattern could not check in the steps that it had.
 */
final class UncheckedTextException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UncheckedTextException(String message) {
		super(message, null, false, false);
	}

}
