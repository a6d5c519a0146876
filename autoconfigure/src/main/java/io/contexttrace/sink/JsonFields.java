package io.contexttrace.sink;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes fields of an object. A value that is not known has no field.
 */
final class JsonFields {

	private static final double MILLIS_PER_SECOND = 1_000.0;

	private static final double NANOS_PER_MILLI = 1_000_000.0;

	private static final long MAX_NANO_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;

	private final JsonGenerator generator;

	JsonFields(JsonGenerator generator) {
		this.generator = generator;
	}

	void text(String name, @Nullable String value) {
		if (value != null) {
			this.generator.writeStringProperty(name, value);
		}
	}

	void texts(String name, Collection<String> values) {
		if (!values.isEmpty()) {
			array(name, values, this.generator::writeString);
		}
	}

	void number(String name, @Nullable Long value) {
		if (value != null) {
			this.generator.writeNumberProperty(name, value.longValue());
		}
	}

	void number(String name, @Nullable Integer value) {
		if (value != null) {
			this.generator.writeNumberProperty(name, value.intValue());
		}
	}

	void number(String name, @Nullable Double value) {
		if (value != null && Double.isFinite(value)) {
			this.generator.writeNumberProperty(name, value.doubleValue());
		}
	}

	void number(String name, BigDecimal value) {
		this.generator.writeNumberProperty(name, value);
	}

	void millis(String name, @Nullable Duration value) {
		if (value != null) {
			this.generator.writeNumberProperty(name, millis(value));
		}
	}

	void flag(String name, boolean value) {
		this.generator.writeBooleanProperty(name, value);
	}

	void value(String name, @Nullable Object value) {
		Object known = JsonValues.known(value);
		if (known != null) {
			this.generator.writeName(name);
			JsonValues.write(this.generator, known);
		}
	}

	void object(String name, Runnable fields) {
		this.generator.writeObjectPropertyStart(name);
		fields.run();
		this.generator.writeEndObject();
	}

	<T> void objects(String name, Collection<T> values, Consumer<T> fields) {
		if (!values.isEmpty()) {
			array(name, values, (value) -> {
				this.generator.writeStartObject();
				fields.accept(value);
				this.generator.writeEndObject();
			});
		}
	}

	private <T> void array(String name, Collection<T> values, Consumer<T> writer) {
		this.generator.writeArrayPropertyStart(name);
		values.forEach(writer);
		this.generator.writeEndArray();
	}

	private static double millis(Duration duration) {
		// what a header claims can be longer than nanoseconds can count
		return (Math.abs(duration.toSeconds()) < MAX_NANO_SECONDS) ? duration.toNanos() / NANOS_PER_MILLI
				: duration.toSeconds() * MILLIS_PER_SECOND;
	}

}
