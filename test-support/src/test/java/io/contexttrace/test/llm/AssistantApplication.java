package io.contexttrace.test.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.RecordedCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a third party writes: one controller with a chat client.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ AssistantApplication.Controller.class, AssistantApplication.Orders.class })
class AssistantApplication {

	static final String LOGGER = AssistantApplication.class.getName();

	private static final Logger logger = LoggerFactory.getLogger(AssistantApplication.class);

	static ConfigurableApplicationContext run(String modelUrl, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("server.port=0", "spring.ai.openai.base-url=" + modelUrl,
				"spring.ai.openai.api-key=none", "spring.ai.openai.chat.model=test-model",
				"management.endpoints.web.exposure.include=prometheus", "spring.main.banner-mode=off",
				"management.tracing.sampling.probability=1.0", "spring.ai.openai.max-retries=0"));
		Collections.addAll(arguments, properties);
		ConfigurableApplicationContext application = new SpringApplicationBuilder(AssistantApplication.class)
			.run(arguments.stream()
				.collect(Collectors.toMap((property) -> property.substring(0, property.indexOf('=')),
						(property) -> "--" + property, (first, second) -> second))
				.values()
				.toArray(String[]::new));
		CheckedRecords.watch();
		return application;
	}

	@Bean
	RecordedCalls recordedCalls() {
		return new RecordedCalls();
	}

	@Bean
	HeldContexts heldContexts() {
		return new HeldContexts();
	}

	/**
	 * The one controller.
	 */
	@RestController
	static class Controller {

		private final ChatClient client;

		private final OpenAiChatModel model;

		private final Orders orders;

		Controller(ChatClient.Builder builder, OpenAiChatModel model, Orders orders) {
			this.client = builder.build();
			this.model = model;
			this.orders = orders;
		}

		@GetMapping("/call")
		String call(@RequestParam String message) {
			logger.info("call {}", message);
			return String.valueOf(this.client.prompt(message).tools(this.orders).call().content());
		}

		@GetMapping(path = "/stream", produces = "text/event-stream")
		Flux<String> stream(@RequestParam String message) {
			logger.info("stream {}", message);
			return this.client.prompt(message)
				.tools(this.orders)
				.stream()
				.content()
				.doOnNext((chunk) -> logger.info("chunk of {}", message))
				.doOnComplete(() -> logger.info("end of {}", message));
		}

		@GetMapping("/model/call")
		String modelCall(@RequestParam String message) {
			return String.valueOf(this.model.call(message));
		}

		@GetMapping(path = "/model/stream", produces = "text/event-stream")
		Flux<String> modelStream(@RequestParam String message) {
			return this.model.stream(message);
		}

	}

	/**
	 * A tool that the model may call.
	 */
	static class Orders {

		@Tool(description = "Looks up an order")
		String order(@ToolParam(description = "The id of the order, such as A-1001") String orderId) {
			logger.info("looked up {}", orderId);
			return "Order " + orderId + " was shipped";
		}

	}

}
