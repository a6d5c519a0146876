package io.contexttrace.lambda;

import java.util.Map;
import java.util.function.Function;

import io.contexttrace.header.InvocationFields;
import org.jspecify.annotations.Nullable;

/**
 * A place in a record that can say for whom the record is.
 */
sealed interface RecordSource extends HeaderSource {

	/**
	 * The attributes of a message or a notification.
	 *
	 * @param record the record
	 */
	record Attributes(EventRecord record) implements RecordSource {

		@Override
		public String name() {
			return "attributes of the record";
		}

		@Override
		public boolean isPresent() {
			return this.record.hasAttributes();
		}

		@Override
		public @Nullable String get(String header) {
			return this.record.header(header);
		}

	}

	/**
	 * A part of a record's payload, which is read only if somebody asks.
	 *
	 * @param name what the place is called
	 * @param record the record
	 * @param fields what headers are called here
	 * @param part finds the part in the payload
	 */
	record Payload(String name, EventRecord record, InvocationFields fields,
			Function<Map<String, ?>, @Nullable Object> part) implements RecordSource {

		@Override
		public boolean isPresent() {
			return found().isPresent();
		}

		@Override
		public @Nullable String get(String header) {
			return found().get(header);
		}

		private HeaderSource found() {
			return Fields.of(this.name, this.part.apply(this.record.payload()), this.fields);
		}

	}

}
