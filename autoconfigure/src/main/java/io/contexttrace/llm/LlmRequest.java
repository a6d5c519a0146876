package io.contexttrace.llm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.contexttrace.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a model.
 *
 * @param operation what the model was to do, such as {@code chat}, as OpenTelemetry's
 * GenAI conventions name it
 * @param provider who runs the model, such as {@code openai}, as OpenTelemetry's GenAI
 * conventions name it
 * @param model the model that was asked for
 * @param stream whether the answer was asked for in chunks
 * @param parameters the parameters that were set, such as {@code temperature}, by name
 * @param prompt the prompt template that it was made with
 */
public record LlmRequest(String operation, @Nullable String provider, @Nullable String model, boolean stream,
		Map<String, Object> parameters, @Nullable Prompt prompt) {

	/**
	 * Create a request.
	 * @param operation what the model was to do
	 * @param provider who runs the model
	 * @param model the model that was asked for
	 * @param stream whether the answer was asked for in chunks
	 * @param parameters the parameters that were set
	 * @param prompt the prompt template that it was made with
	 */
	public LlmRequest {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	/**
	 * Create a request that was made without a known prompt template.
	 * @param operation what the model was to do
	 * @param provider who runs the model
	 * @param model the model that was asked for
	 * @param stream whether the answer was asked for in chunks
	 * @param parameters the parameters that were set
	 */
	public LlmRequest(String operation, @Nullable String provider, @Nullable String model, boolean stream,
			Map<String, Object> parameters) {
		this(operation, provider, model, stream, parameters, null);
	}

}
