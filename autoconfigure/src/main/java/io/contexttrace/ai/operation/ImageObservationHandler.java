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
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;

/**
 * Records each call to an image model. The images themselves never go on record. Safe for
 * use by several threads.
 */
public final class ImageObservationHandler extends OperationObservationHandler<ImageModelObservationContext> {

	/**
	 * What the records give as their operation, as OpenTelemetry's GenAI conventions name
	 * it; that the output is an image is a parameter.
	 */
	public static final String OPERATION = "generate_content";

	private static final List<String> PARAMETERS = List.of("n", "width", "height", "size", "quality", "style",
			"responseFormat");

	/**
	 * Create a handler.
	 * @param calls makes the records
	 */
	public ImageObservationHandler(OperationCalls calls) {
		super(OPERATION, calls);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ImageModelObservationContext;
	}

	@Override
	LlmRequest request(ImageModelObservationContext context) {
		ImageOptions options = context.getRequest().getOptions();
		Map<String, Object> parameters = new LinkedHashMap<>();
		parameters.put("outputType", "image");
		if (options != null) {
			putAll(parameters, PropertyAccessorFactory.forBeanPropertyAccess(options));
		}
		return new LlmRequest(OPERATION, Providers.standardName(context.getOperationMetadata().provider()),
				(options != null) ? options.getModel() : null, false, parameters);
	}

	@Override
	LlmResponse response(ImageModelObservationContext context) {
		ImageResponse response = context.getResponse();
		return (response != null) ? new LlmResponse(null, null, List.of(), usage(response.getMetadata().getUsage()))
				: LlmResponse.NONE;
	}

	@Override
	LlmContent content(ImageModelObservationContext context) {
		ImageResponse response = context.getResponse();
		return new LlmContent(
				context.getRequest()
					.getInstructions()
					.stream()
					.map((message) -> new LlmContent.Message("user", LlmContent.Text.of(message.getText())))
					.toList(),
				(response != null) ? response.getResults()
					.stream()
					.map((result) -> new LlmContent.Message("assistant", text(result.getOutput())))
					.toList() : List.of());
	}

	private static LlmContent.Text text(Image image) {
		String url = image.getUrl();
		if (url == null || url.startsWith("data:")) {
			String data = (url != null) ? url : image.getB64Json();
			return new LlmContent.Text((data != null) ? data.length() : 0, null, false);
		}
		// what comes after the path is often a signature that lets anybody in
		int end = url.indexOf('?');
		return (end < 0) ? LlmContent.Text.of(url) : new LlmContent.Text(url.length(), url.substring(0, end), true);
	}

	// each provider has options of its own beside those that all have
	private static void putAll(Map<String, Object> parameters, BeanWrapper options) {
		for (String name : PARAMETERS) {
			Object value = options.isReadableProperty(name) ? options.getPropertyValue(name) : null;
			if (value != null) {
				parameters.put(name, value);
			}
		}
	}

	private static LlmUsage usage(@Nullable Usage usage) {
		if (usage == null || usage.getTotalTokens() == null || usage.getTotalTokens() == 0) {
			return LlmUsage.UNREPORTED;
		}
		return new LlmUsage(tokens(usage.getPromptTokens()), tokens(usage.getCompletionTokens()), null, null, null);
	}

	private static @Nullable Long tokens(@Nullable Integer tokens) {
		return (tokens != null) ? Long.valueOf(tokens) : null;
	}

}
