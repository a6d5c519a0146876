package io.contexttrace.hop.providers;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

	/**
	 * Not through a chat client: the SDK's stream cannot be closed while another thread
	 * waits for its next chunk, and so the thread that leaves waits, too.
	 */
	@Override
	@ParameterizedTest
	@ValueSource(strings = "model-stream")
	void recordsAStreamThatIsLeft(String path) {
		super.recordsAStreamThatIsLeft(path);
	}

}
