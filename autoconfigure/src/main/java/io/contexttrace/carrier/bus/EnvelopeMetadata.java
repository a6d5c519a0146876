package io.contexttrace.carrier.bus;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads and adds to the metadata of an application's envelope. Implementations have no
 * state.
 *
 * @param <E> the type of the envelope
 */
public interface EnvelopeMetadata<E> {

	/**
	 * The metadata of an envelope.
	 * @param envelope what was received, or is about to be sent
	 * @return the metadata, or {@code null} if the envelope has none
	 */
	@Nullable Map<String, ?> read(E envelope);

	/**
	 * An envelope with more metadata.
	 * @param envelope what is about to be sent
	 * @param entries what to add; the envelope has none of it yet
	 * @return the envelope to send, the same one if it can be changed
	 */
	E add(E envelope, Map<String, String> entries);

	/**
	 * For envelopes that are maps. They are not changed, but copied.
	 * @return the metadata of a map: the map itself
	 */
	static EnvelopeMetadata<Map<String, Object>> ofMaps() {
		return new EnvelopeMetadata<>() {

			@Override
			public Map<String, ?> read(Map<String, Object> envelope) {
				return envelope;
			}

			@Override
			public Map<String, Object> add(Map<String, Object> envelope, Map<String, String> entries) {
				Map<String, Object> more = new LinkedHashMap<>(envelope);
				more.putAll(entries);
				return more;
			}

		};
	}

}
