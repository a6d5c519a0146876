package io.contexttrace.header;

import java.util.List;

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
	 * All values of a header. A carrier that cannot repeat a header leaves this as it is.
	 * @param carrier what was received
	 * @param name the header's name
	 * @return the values in the order in which they came, none if there is no such header
	 */
	default Iterable<String> getAll(C carrier, String name) {
		String value = get(carrier, name);
		return (value != null) ? List.of(value) : List.of();
	}

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
