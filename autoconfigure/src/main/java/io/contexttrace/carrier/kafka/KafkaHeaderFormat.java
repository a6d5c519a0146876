package io.contexttrace.carrier.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderSetter;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How headers are read from a record of Kafka and written to it: as UTF-8, and of
 * repeated ones the last counts, as everywhere in Kafka. Bytes that are not UTF-8 become
 * text that is not the value of any header of ours.
 */
final class KafkaHeaderFormat {

	static final HeaderGetter<Headers> GETTER = new RecordGetter();

	static final HeaderSetter<Headers> SETTER = (headers, name, value) -> headers.add(name,
			value.getBytes(StandardCharsets.UTF_8));

	/**
	 * The headers of a message that was made of a record, where they are bytes or texts.
	 */
	static final HeaderGetter<Map<String, ?>> MESSAGE_GETTER = (headers, name) -> text(headers.get(name));

	/**
	 * More bytes than this are no valid value of any header that is read here.
	 */
	private static final int MAX_BYTES = 16_384;

	private KafkaHeaderFormat() {
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value instanceof byte[] bytes) ? decode(bytes) : (value instanceof String text) ? text : null;
	}

	private static String decode(byte[] bytes) {
		return new String(bytes, 0, Math.min(bytes.length, MAX_BYTES), StandardCharsets.UTF_8);
	}

	private static final class RecordGetter implements HeaderGetter<Headers> {

		@Override
		public @Nullable String get(Headers headers, String name) {
			Header header = headers.lastHeader(name);
			if (header == null) {
				return null;
			}
			return text(header);
		}

		@Override
		public Iterable<String> getAll(Headers headers, String name) {
			List<String> values = new ArrayList<>(1);
			headers.headers(name).forEach((header) -> values.add(text(header)));
			return values;
		}

		private static String text(Header header) {
			return (header.value() != null) ? decode(header.value()) : "";
		}

		@Override
		public boolean isRepeated(Headers headers, String name) {
			Iterator<Header> found = headers.headers(name).iterator();
			if (found.hasNext()) {
				found.next();
			}
			return found.hasNext();
		}

	}

}
