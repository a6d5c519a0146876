package io.contexttrace.sample.assistant;

/**
 * Thrown when a streamed answer ends before the model says that it is complete.
 */
class BrokenAnswerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BrokenAnswerException() {
		super("The answer broke off");
	}

}
