package io.contexttrace.sample.assistant;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.contexttrace.test.ModelServer;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Starts a model server with the application, unless it is told to use another provider.
 */
class LocalModel implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final Duration CHUNK_DELAY = Duration.ofMillis(30);

	private static final Duration STALL = Duration.ofSeconds(20);

	@Override
	public void initialize(GenericApplicationContext context) {
		if (hasProvider(context.getEnvironment())) {
			return;
		}
		ModelServer server = ModelServer.builder().chunkDelay(CHUNK_DELAY).stall(STALL).start();
		context.getDefaultListableBeanFactory().registerSingleton("modelServer", server);
		context.getDefaultListableBeanFactory().registerDisposableBean("modelServer", server::close);
		context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource("localModel",
					Map.of("spring.ai.openai.base-url", server.url(), "spring.ai.openai.api-key", "local")));
	}

	private static boolean hasProvider(Environment environment) {
		return Stream
			.of("OPENAI_API_KEY", "OPENAI_BASE_URL", "spring.ai.openai.api-key", "spring.ai.openai.base-url",
					"spring.ai.openai.chat.api-key", "spring.ai.openai.chat.base-url")
			.anyMatch((name) -> StringUtils.hasText(environment.getProperty(name)));
	}

}
