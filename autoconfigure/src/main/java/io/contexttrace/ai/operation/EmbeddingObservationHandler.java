package io.contexttrace.ai.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.ai.Providers;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.util.StringUtils;

/**
 * Records each call to an embedding model. Safe for use by several threads.
 */
public final class EmbeddingObservationHandler extends OperationObservationHandler<EmbeddingModelObservationContext> {

	/**
	 * What the records give as their operation.
	 */
	public static final String OPERATION = "embeddings";

	/**
	 * Create a handler.
	 * @param calls makes the records
	 */
	public EmbeddingObservationHandler(OperationCalls calls) {
		super(OPERATION, calls);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof EmbeddingModelObservationContext;
	}

	@Override
	LlmRequest request(EmbeddingModelObservationContext context) {
		EmbeddingOptions options = context.getRequest().getOptions();
		Map<String, Object> parameters = new LinkedHashMap<>();
		parameters.put("texts", context.getRequest().getInstructions().size());
		if (options != null && options.getDimensions() != null) {
			parameters.put("dimensions", options.getDimensions());
		}
		return new LlmRequest(OPERATION, Providers.standardName(context.getOperationMetadata().provider()),
				(options != null) ? options.getModel() : null, false, parameters);
	}

	@Override
	LlmResponse response(EmbeddingModelObservationContext context) {
		EmbeddingResponse response = context.getResponse();
		if (response == null) {
			return LlmResponse.NONE;
		}
		String model = response.getMetadata().getModel();
		return new LlmResponse(StringUtils.hasLength(model) ? model : null, null, List.of(),
				usage(response.getMetadata().getUsage()));
	}

	@Override
	LlmContent content(EmbeddingModelObservationContext context) {
		return new LlmContent(context.getRequest()
			.getInstructions()
			.stream()
			.map((text) -> new LlmContent.Message("user", LlmContent.Text.of(text)))
			.toList(), List.of());
	}

	// vectors are not made of tokens, so there are none in the output
	private static LlmUsage usage(@Nullable Usage usage) {
		Integer input = (usage != null) ? usage.getPromptTokens() : null;
		return (input != null && input > 0) ? new LlmUsage(Long.valueOf(input), null, null, null, null)
				: LlmUsage.UNREPORTED;
	}

}
