package io.contexttrace.header;

/**
 * Writes headers to a carrier. Implementations have no state.
 *
 * @param <C> the type of the carrier
 */
@FunctionalInterface
public interface HeaderSetter<C> {

	/**
	 * Set a header.
	 * @param carrier what is about to be sent
	 * @param name the header's name
	 * @param value its only value
	 */
	void set(C carrier, String name, String value);

}
