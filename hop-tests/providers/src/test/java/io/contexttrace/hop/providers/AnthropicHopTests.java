package io.contexttrace.hop.providers;

import java.util.List;
import java.util.Set;

/**
 * Anthropic, whose SDK has an OkHttp client inside.
 */
class AnthropicHopTests extends ProviderHopTests {

	AnthropicHopTests() {
		super(new Provider("anthropic", "anthropic", "claude-answering", ProviderApplication.class,
				new AnthropicFormat(), List.of("spring.ai.anthropic.base-url=%s", "spring.ai.anthropic.api-key=none",
						"spring.ai.anthropic.max-retries=1"),
				Set.of(), Set.of("call", "stream")));
	}

}
