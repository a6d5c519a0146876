package io.contexttrace.ai;

import org.springframework.ai.converter.BeanOutputConverter;
import org.springframework.ai.converter.StructuredOutputConverter;

/**
 * Converts as another converter does, and lets the record of the user's call know: how
 * long it took, as part of the stage after the model, and that the answer could not be
 * converted, if it could not.
 * <p>
 * Give it to {@code ChatClient.CallResponseSpec.entity(StructuredOutputConverter)}. By
 * hand, ask for the format, make the call with it and convert the answer, all on one
 * thread; otherwise the conversion works, but the record knows nothing of it. Spring AI's
 * {@code entity(Class)} converts out of sight. Safe for use by several threads if the
 * other converter is.
 *
 * @param <T> what the answer is converted to
 */
public final class RecordedOutputConverter<T> implements StructuredOutputConverter<T> {

	private final StructuredOutputConverter<T> delegate;

	/**
	 * Create a converter.
	 * @param delegate converts the answers
	 */
	public RecordedOutputConverter(StructuredOutputConverter<T> delegate) {
		this.delegate = delegate;
	}

	/**
	 * A converter to the properties of a class, as {@code entity(Class)} uses.
	 * @param type the class
	 * @param <T> what the answer is converted to
	 * @return the converter
	 */
	public static <T> RecordedOutputConverter<T> of(Class<T> type) {
		return new RecordedOutputConverter<>(new BeanOutputConverter<>(type));
	}

	@Override
	public String getFormat() {
		String format = this.delegate.getFormat();
		OutputConversion.announce(this, format);
		return format;
	}

	@Override
	public String getJsonSchema() {
		return this.delegate.getJsonSchema();
	}

	@Override
	public T convert(String source) {
		UserCallTimeline userCall = OutputConversion.take(this);
		if (userCall == null) {
			return this.delegate.convert(source);
		}
		T converted;
		try {
			converted = this.delegate.convert(source);
		}
		catch (Throwable ex) {
			userCall.failed(ex);
			throw ex;
		}
		userCall.completed();
		return converted;
	}

}
