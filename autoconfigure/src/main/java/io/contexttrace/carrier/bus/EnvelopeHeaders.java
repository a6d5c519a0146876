package io.contexttrace.carrier.bus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.FaultBarrier;
import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import io.contexttrace.header.MetadataGetter;
import io.contexttrace.propagation.ContextCrossing;
import org.jspecify.annotations.Nullable;

/**
 * The headers in the metadata of an envelope. Metadata that cannot be read is none, and
 * an envelope that nothing can be added to is sent as it is. Safe for use by several
 * threads.
 *
 * @param <E> the type of the envelope
 */
final class EnvelopeHeaders<E> {

	private static final HeaderGetter<Sending> GETTER = Sending::get;

	private static final HeaderSetter<Sending> SETTER = Sending::set;

	private final EnvelopeMetadata<E> metadata;

	private final FaultBarrier barrier = new FaultBarrier();

	EnvelopeHeaders(EnvelopeMetadata<E> metadata) {
		this.metadata = metadata;
	}

	Map<String, ?> read(E envelope) {
		AtomicReference<Map<String, ?>> read = new AtomicReference<>(Map.of());
		this.barrier.run(this.metadata, () -> {
			Map<String, ?> found = this.metadata.read(envelope);
			read.set((found != null) ? new LinkedHashMap<>(found) : Map.of());
		});
		return read.get();
	}

	E write(E envelope, ContextCrossing crossing) {
		Sending sending = new Sending(read(envelope), new LinkedHashMap<>());
		crossing.send(sending, GETTER, SETTER);
		AtomicReference<E> sent = new AtomicReference<>(envelope);
		if (!sending.added().isEmpty()) {
			this.barrier.run(this.metadata, () -> sent.set(this.metadata.add(envelope, sending.added())));
		}
		return sent.get();
	}

	/**
	 * An envelope's metadata as it is about to be sent.
	 *
	 * @param present what the application has set
	 * @param added what is added to it
	 */
	private record Sending(Map<String, ?> present, Map<String, String> added) {

		@Nullable String get(String name) {
			String own = MetadataGetter.INSTANCE.get(this.present, name);
			return (own != null) ? own : this.added.get(name);
		}

		void set(String name, String value) {
			this.added.put(name, value);
		}

	}

}
