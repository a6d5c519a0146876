package io.contexttrace;

import org.jspecify.annotations.Nullable;

/**
 * Identifies one business context across threads, processes and queues.
 * <p>
 * An id is opaque: compare it, carry it, never take it apart. It is not a secret.
 *
 * @param value the id as it appears on the wire, 1 to {@value #MAX_LENGTH} characters of
 * visible ASCII without <code>" , ; \ / % ? #</code>, and neither {@code .} nor
 * {@code ..}
 */
public record ContextId(String value) {

	/**
	 * The longest id that goes over the wire, in characters.
	 */
	public static final int MAX_LENGTH = 128;

	/**
	 * Create an id from a text that the application vouches for.
	 * @param value the id as it appears on the wire
	 * @throws IllegalArgumentException if the text is not an id
	 */
	public ContextId {
		if (!WireForm.isId(value)) {
			throw new IllegalArgumentException(
					"A context id is 1 to 128 visible ASCII characters without space, \", comma, ;, \\, /, %, ? or #");
		}
	}

	/**
	 * Read an id that arrived from outside, which may be anything.
	 * @param value the received text
	 * @return the id, or {@code null} if the text is not one
	 */
	public static @Nullable ContextId parse(@Nullable String value) {
		return (value != null && WireForm.isId(value)) ? new ContextId(value) : null;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
