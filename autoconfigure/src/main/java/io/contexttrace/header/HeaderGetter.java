package io.contexttrace.header;

import org.jspecify.annotations.Nullable;

/**
 * Reads headers from a carrier. Implementations have no state.
 *
 * @param <C> the type of the carrier
 */
@FunctionalInterface
public interface HeaderGetter<C> {

	/**
	 * The first value of a header.
	 * @param carrier what was received, or is about to be sent
	 * @param name the header's name, in any case where the carrier ignores case
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String get(C carrier, String name);

	/**
	 * Whether a header has more than one value. A carrier that cannot repeat a header
	 * leaves this as it is.
	 * @param carrier what was received
	 * @param name the header's name
	 * @return {@code true} if there is a second value
	 */
	default boolean isRepeated(C carrier, String name) {
		return false;
	}

}
