package io.contexttrace;

import java.util.UUID;

/**
 * Makes new context ids. Implementations are safe for use by several threads and never
 * block: an id is needed on the request thread.
 * <p>
 * The ids made here are unique, not secret. They come from a fast random source, because
 * the system's source of entropy is shared between threads and makes some of them wait.
 */
@FunctionalInterface
public interface ContextIdGenerator {

	/**
	 * Make a new id.
	 * @return an id that nobody has had before
	 */
	ContextId generate();

	/**
	 * Ids that sort by the time they were made: version 7 UUIDs of RFC 9562, with
	 * milliseconds in front.
	 * @return the generator
	 */
	static ContextIdGenerator uuidV7() {
		return () -> new ContextId(RandomUuids.version7(System.currentTimeMillis()).toString());
	}

	/**
	 * Ids that tell nothing, not even when they were made: version 4 UUIDs of RFC 9562.
	 * @return the generator
	 */
	static ContextIdGenerator uuidV4() {
		return () -> new ContextId(RandomUuids.version4().toString());
	}

	/**
	 * Short ids that count up. Two instances never make the same id, whatever nodes they
	 * are given, because each start of the generator adds its own random part.
	 * @param node a name of the instance that is to be seen in the id, or an empty text
	 * for none
	 * @return the generator
	 * @throws IllegalArgumentException if the node is longer than 32 characters or not
	 * made of letters, digits, {@code .}, {@code _} and {@code -}
	 */
	static ContextIdGenerator sequence(String node) {
		return new SequenceIds(node, UUID.randomUUID());
	}

}
