package io.contexttrace.benchmarks;

import java.util.List;

import io.contexttrace.llm.LlmCallSink;
import io.contexttrace.llm.LlmRecord;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * An application with the starter, a chat client and a model that answers at once. Its
 * records end in a sink that does what it is told, and not in the log.
 */
final class ChatApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private ChatApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ChatApplication start(Runnable sink, String... properties) {
		return new ChatApplication(new SpringApplicationBuilder(Application.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("sink", new RunningSink(sink)))
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"logging.level.root=warn", "context-trace.records.log=false")
			.properties(properties)
			.run());
	}

	ChatClient client(List<Advisor> advisors) {
		return this.context.getBean(ChatClient.Builder.class).defaultAdvisors(advisors).build();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		StubModel stubModel(ObservationRegistry registry) {
			return new StubModel(registry);
		}

	}

	private record RunningSink(Runnable work) implements LlmCallSink {

		@Override
		public String name() {
			return "benchmark";
		}

		@Override
		public void accept(LlmRecord record) {
			this.work.run();
		}

	}

}
