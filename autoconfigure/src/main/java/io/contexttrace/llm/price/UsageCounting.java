package io.contexttrace.llm.price;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a provider counts tokens: whether the special ones are part of the whole, or come
 * on top of it.
 *
 * @param cachedIncluded whether the tokens read from and written to the cache are part of
 * the input
 * @param reasoningIncluded whether the tokens of reasoning are part of the output
 */
public record UsageCounting(boolean cachedIncluded, boolean reasoningIncluded) {

	private static final Set<String> CACHED_ON_TOP = Set.of("anthropic", "aws.bedrock");

	private static final Set<String> REASONING_ON_TOP = Set.of("gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai", "x_ai");

	/**
	 * How a provider counts, as far as is known; the others are taken to count as
	 * OpenAI's interface does, where both are included.
	 * @param provider the provider, as OpenTelemetry's GenAI conventions name it
	 * @return how it counts
	 */
	public static UsageCounting of(@Nullable String provider) {
		String name = (provider != null) ? provider.toLowerCase(Locale.ROOT) : "";
		return new UsageCounting(!CACHED_ON_TOP.contains(name), !REASONING_ON_TOP.contains(name));
	}

}
