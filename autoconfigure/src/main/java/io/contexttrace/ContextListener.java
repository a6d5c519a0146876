package io.contexttrace;

import java.util.List;

/**
 * Told what happens to contexts and under them: metrics, timelines and logs all hear it
 * here. Called on the working thread: implementations do little, do not block and are
 * safe for use by several threads.
 */
public interface ContextListener {

	/**
	 * A new context id was issued because none came.
	 * @param context the new context
	 * @param source where it was needed, such as {@code http.server}; one of few
	 */
	default void issued(BusinessContext context, String source) {
	}

	/**
	 * Something that arrived from outside was not accepted.
	 * @param rejection what was refused, and why; never the refused text itself
	 */
	default void rejected(Rejection rejection) {
	}

	/**
	 * A piece of work has ended.
	 * @param step the finished step
	 */
	default void finished(Step step) {
	}

	/**
	 * Records were lost.
	 * @param sink the sink that did not get them; one of few
	 * @param reason why; one of few
	 * @param count how many
	 */
	default void lost(String sink, String reason, long count) {
	}

	/**
	 * Secrets were taken out of a record.
	 * @param type what sort of secret, such as {@code email}; one of few
	 * @param count how many
	 */
	default void redacted(String type, long count) {
	}

	/**
	 * A header was not written, because what is about to be sent has no room for it.
	 * @param carrier what is about to be sent, such as {@code sqs.producer}; one of few
	 * @param reason why there is no room; one of few
	 */
	default void skipped(String carrier, String reason) {
	}

	/**
	 * One listener out of several. A listener that throws is reported in the log once,
	 * and the others are still told.
	 * @param listeners the listeners, told in this order
	 * @return the combined listener
	 */
	static ContextListener all(List<? extends ContextListener> listeners) {
		return new CompositeContextListener(List.copyOf(listeners));
	}

}
