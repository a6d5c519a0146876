package io.contexttrace.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The meters of one name, which differ by their tags. A meter is registered when it is
 * first needed and remembered from then on. Safe for use by several threads.
 *
 * @param <K> what tells the meters apart; few values, with {@code equals}
 * @param <M> the type of the meters
 */
final class MeterFamily<K, M> {

	private final Function<K, M> registration;

	private final Map<K, M> meters = new ConcurrentHashMap<>();

	MeterFamily(Function<K, M> registration) {
		this.registration = registration;
	}

	M get(K key) {
		M known = this.meters.get(key);
		return (known != null) ? known : this.meters.computeIfAbsent(key, this.registration);
	}

}
