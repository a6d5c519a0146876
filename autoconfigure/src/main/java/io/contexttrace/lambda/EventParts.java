package io.contexttrace.lambda;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Takes the parts out of an event that is made of maps, lists and objects, and may be
 * anything.
 */
final class EventParts {

	private static final String TYPED_EVENTS = "com.amazonaws.services.lambda.runtime.events.";

	private EventParts() {
	}

	/**
	 * A member of a map.
	 * @param tree the map, or anything else
	 * @param name the member's name
	 * @return the member, or {@code null} if there is none
	 */
	static @Nullable Object get(@Nullable Object tree, String name) {
		return map(tree).get(name);
	}

	/**
	 * The members of what may have some.
	 * @param tree a map, an object of {@code aws-lambda-java-events}, or anything else
	 * @return the members by name, none if it has none
	 */
	@SuppressWarnings("unchecked")
	static Map<String, ?> map(@Nullable Object tree) {
		if (tree instanceof Map<?, ?> map) {
			boolean named = map.keySet().stream().allMatch(String.class::isInstance);
			return named ? (Map<String, ?>) map : Map.of();
		}
		// by its name, because not every function has these classes
		return (tree != null && tree.getClass().getName().startsWith(TYPED_EVENTS)) ? typed(tree) : Map.of();
	}

	private static Map<String, ?> typed(Object tree) {
		try {
			return TypedEvents.members(tree);
		}
		catch (LinkageError ex) {
			// an older version, which has not all of the classes
			return Map.of();
		}
	}

	/**
	 * A member that is itself a map.
	 * @param tree the map, or anything else
	 * @param name the member's name
	 * @return the member, empty if there is no such map
	 */
	static Map<String, ?> map(@Nullable Object tree, String name) {
		return map(get(tree, name));
	}

	/**
	 * A member that is a list.
	 * @param tree the map, or anything else
	 * @param name the member's name
	 * @return the member, empty if there is no such list
	 */
	static List<?> list(@Nullable Object tree, String name) {
		return (get(tree, name) instanceof List<?> list) ? list : List.of();
	}

	/**
	 * A member that is a text.
	 * @param tree the map, or anything else
	 * @param name the member's name
	 * @return the member, or {@code null} if there is no such text
	 */
	static @Nullable String text(@Nullable Object tree, String name) {
		return (get(tree, name) instanceof String text) ? text : null;
	}

}
