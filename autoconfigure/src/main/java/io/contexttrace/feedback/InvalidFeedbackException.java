package io.contexttrace.feedback;

/**
 * A body holds no feedback. The message says what is wrong without any of its text.
 */
final class InvalidFeedbackException extends Exception {

	InvalidFeedbackException(String message) {
		super(message);
	}

}
