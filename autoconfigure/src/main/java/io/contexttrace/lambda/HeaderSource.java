package io.contexttrace.lambda;

import java.util.List;
import java.util.Map;

import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.InvocationFields;
import io.contexttrace.header.MetadataGetter;
import org.jspecify.annotations.Nullable;

/**
 * One of the places in which an invocation can say for whom it is, read as if it were
 * headers.
 */
interface HeaderSource {

	/**
	 * Reads the headers.
	 */
	HeaderGetter<HeaderSource> GETTER = new HeaderGetter<>() {

		@Override
		public @Nullable String get(HeaderSource source, String name) {
			return source.get(name);
		}

		@Override
		public Iterable<String> getAll(HeaderSource source, String name) {
			return source.getAll(name);
		}

		@Override
		public boolean isRepeated(HeaderSource source, String name) {
			return source.isRepeated(name);
		}

	};

	/**
	 * What the place is called in the log.
	 * @return the name; never text from outside
	 */
	String name();

	/**
	 * Whether there is such a place at all.
	 * @return {@code false} if nothing can be found in it
	 */
	boolean isPresent();

	/**
	 * The first value of a header.
	 * @param header the header's name
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String get(String header);

	/**
	 * All values of a header.
	 * @param header the header's name
	 * @return the values, none if there is no such header
	 */
	default Iterable<String> getAll(String header) {
		String value = get(header);
		return (value != null) ? List.of(value) : List.of();
	}

	/**
	 * Whether a header has more than one value.
	 * @param header the header's name
	 * @return {@code true} if there is a second value
	 */
	default boolean isRepeated(String header) {
		return false;
	}

	/**
	 * A place that has nothing but a trace.
	 *
	 * @param name what the place is called
	 * @param value the value of {@code X-Amzn-Trace-Id}, if there is one
	 */
	record Trace(String name, @Nullable String value) implements HeaderSource {

		@Override
		public boolean isPresent() {
			return this.value != null;
		}

		@Override
		public @Nullable String get(String header) {
			return header.equalsIgnoreCase(HeaderNames.XRAY_TRACE) ? this.value : null;
		}

	}

	/**
	 * Headers as they are.
	 *
	 * @param name what the place is called
	 * @param headers the headers, a text or a list of texts by name
	 */
	record Headers(String name, Map<String, ?> headers) implements HeaderSource {

		@Override
		public boolean isPresent() {
			return !this.headers.isEmpty();
		}

		@Override
		public @Nullable String get(String header) {
			return MetadataGetter.INSTANCE.get(this.headers, header);
		}

		@Override
		public Iterable<String> getAll(String header) {
			return MetadataGetter.INSTANCE.getAll(this.headers, header);
		}

		@Override
		public boolean isRepeated(String header) {
			return MetadataGetter.INSTANCE.isRepeated(this.headers, header);
		}

	}

	/**
	 * Values under the names that they have in a client context. What has no such name is
	 * looked for under that of the header.
	 *
	 * @param name what the place is called
	 * @param values the values by name
	 * @param fields what headers are called here
	 */
	record Fields(String name, Map<String, ?> values, InvocationFields fields) implements HeaderSource {

		static Fields of(String name, @Nullable Object found, InvocationFields fields) {
			return new Fields(name,
					(found instanceof String id) ? Map.of(InvocationFields.CONTEXT_ID, id) : EventParts.map(found),
					fields);
		}

		@Override
		public boolean isPresent() {
			return !this.values.isEmpty();
		}

		@Override
		public @Nullable String get(String header) {
			String field = this.fields.of(header);
			String value = (field != null) ? MetadataGetter.INSTANCE.get(this.values, field) : null;
			return (value != null) ? value : MetadataGetter.INSTANCE.get(this.values, header);
		}

	}

}
