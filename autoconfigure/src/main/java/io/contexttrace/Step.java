package io.contexttrace;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work under a context that has ended: a request, a call, a message, a tool, a
 * model call.
 *
 * @param context the context that the work was done for
 * @param name what was done, such as {@code http.server}, {@code http.client} or
 * {@code chat}; one of few, because it becomes a metric tag
 * @param startedAt when the work began
 * @param duration how long it took
 * @param outcome how it ended
 * @param errorType the class of the failure or an HTTP status, if it failed
 */
public record Step(BusinessContext context, String name, Instant startedAt, Duration duration, Outcome outcome,
		@Nullable String errorType) {

	/**
	 * How a piece of work ended.
	 */
	public enum Outcome {

		/**
		 * It did what it should.
		 */
		OK,

		/**
		 * It failed.
		 */
		ERROR,

		/**
		 * Nobody wanted the result any more.
		 */
		CANCELLED

	}

}
