package io.contexttrace.propagation;

import io.contexttrace.header.HeaderGetter;

/**
 * Where work came from that has arrived on a carrier, and how its span relates to the
 * sender's.
 *
 * @param <C> the type of the carrier
 * @param carrier what was received
 * @param getter reads its headers
 * @param relation how the spans relate
 */
public record WorkOrigin<C>(C carrier, HeaderGetter<C> getter, Relation relation) {

	/**
	 * How the span of received work relates to the sender's.
	 */
	public enum Relation {

		/**
		 * The work goes on in the sender's trace, below the sender's span.
		 */
		CHILD,

		/**
		 * The work is a trace of its own, with a link to the sender's span.
		 */
		LINK

	}

}
