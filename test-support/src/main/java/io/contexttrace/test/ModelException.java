package io.contexttrace.test;

import java.util.Map;

/**
 * An error that the API reports to its caller.
 */
class ModelException extends Exception {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String type;

	ModelException(int status, String type, String message) {
		super(message);
		this.status = status;
		this.type = type;
	}

	int status() {
		return this.status;
	}

	Map<String, Object> json() {
		return Map.of("error", Map.of("message", String.valueOf(getMessage()), "type", this.type));
	}

}
