package io.contexttrace.ai;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * Names providers as OpenTelemetry's GenAI conventions do.
 */
public final class Providers {

	private static final String SPRING_AI = "org.springframework.ai.";

	private static final Map<String, String> STANDARD_NAMES = Map.of("bedrock_converse", "aws.bedrock", "bedrock",
			"aws.bedrock", "azure-openai", "azure.ai.openai", "vertex_ai", "gcp.vertex_ai", "google_genai",
			"gcp.gen_ai", "google", "gcp.gen_ai", "mistralai", "mistral_ai", "vertexai", "gcp.vertex_ai");

	private Providers() {
	}

	/**
	 * The name that the conventions give a provider.
	 * @param springAiName the name that Spring AI gives it
	 * @return the standard name, or Spring AI's where there is none
	 */
	public static String standardName(String springAiName) {
		return STANDARD_NAMES.getOrDefault(springAiName, springAiName);
	}

	/**
	 * The provider that a call's options belong to, where no observation names it.
	 * @param options the options of the call
	 * @return the provider, or {@code null} if the options do not tell
	 */
	static @Nullable String of(@Nullable ChatOptions options) {
		String type = (options != null) ? options.getClass().getName() : "";
		if (!type.startsWith(SPRING_AI)) {
			return null;
		}
		int end = type.indexOf('.', SPRING_AI.length());
		String name = (end > 0) ? type.substring(SPRING_AI.length(), end) : "model";
		return (name.equals("chat") || name.equals("model")) ? null : standardName(name);
	}

}
