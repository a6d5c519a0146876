package io.contexttrace.hop.providers;

import java.util.List;
import java.util.Set;

/**
 * Ollama, which is asked with Boot's {@code RestClient} and {@code WebClient}, as Mistral
 * AI and DeepSeek are.
 */
class OllamaHopTests extends ProviderHopTests {

	OllamaHopTests() {
		super(new Provider("ollama", "ollama", "llama-answering", ProviderApplication.class, new OllamaFormat(),
				List.of("spring.ai.ollama.base-url=%s", "spring.ai.ollama.chat.model=llama-asked",
						"spring.ai.retry.max-attempts=2", "spring.ai.retry.backoff.initial-interval=1ms"),
				Set.of("model-stream"), Set.of("call")));
	}

}
