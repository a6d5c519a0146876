package io.contexttrace.carrier.rabbit;

import io.contexttrace.propagation.SpanReference;

/**
 * Whether the work on messages gets a span here.
 *
 * @param current finds the span that Spring AMQP has made
 * @param wanted whether the application wants listeners to have spans
 */
public record ListenerSpans(SpanReference.Source current, boolean wanted) {

	/**
	 * Whether there is no span though there should be one, because the container is not
	 * observed.
	 * @return {@code true} if there should be one
	 */
	boolean isMissing() {
		return this.wanted && this.current.current() == null;
	}

}
