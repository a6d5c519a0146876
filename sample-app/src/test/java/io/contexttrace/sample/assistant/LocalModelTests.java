package io.contexttrace.sample.assistant;

import io.contexttrace.test.ModelServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalModel}.
 */
class LocalModelTests {

	private static final String BASE_URL = "spring.ai.openai.base-url";

	@Test
	void startsModelWithoutProvider() {
		try (GenericApplicationContext context = contextWith("OPENAI_API_KEY=")) {
			ModelServer server = context.getBean(ModelServer.class);
			assertThat(context.getEnvironment().getProperty(BASE_URL)).isEqualTo(server.url());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPENAI_API_KEY=key", "OPENAI_BASE_URL=http://model", "spring.ai.openai.api-key=key",
			"spring.ai.openai.base-url=http://model" })
	void leavesProviderAlone(String property) {
		try (GenericApplicationContext context = contextWith(property)) {
			assertThat(context.getBeanProvider(ModelServer.class).getIfAvailable()).isNull();
			assertThat(context.getEnvironment().getProperty(BASE_URL)).isIn(null, "http://model");
		}
	}

	private static GenericApplicationContext contextWith(String property) {
		GenericApplicationContext context = new GenericApplicationContext();
		TestPropertyValues.of(property).applyTo(context);
		new LocalModel().initialize(context);
		context.refresh();
		return context;
	}

}
