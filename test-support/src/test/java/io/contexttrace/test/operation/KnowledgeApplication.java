package io.contexttrace.test.operation;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redactor;
import io.contexttrace.test.RecordedCalls;
import io.micrometer.observation.ObservationRegistry;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that uses tools, embeddings and a vector store.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({ KnowledgeApplication.Controller.class, KnowledgeApplication.Orders.class })
public class KnowledgeApplication {

	/**
	 * Start the application.
	 * @param modelUrl where the provider is
	 * @param properties further properties
	 * @return the started application
	 */
	public static ConfigurableApplicationContext run(String modelUrl, String... properties) {
		List<String> arguments = new ArrayList<>(
				List.of("server.port=0", "spring.ai.openai.base-url=" + modelUrl, "spring.ai.openai.api-key=none",
						"spring.ai.openai.chat.model=test-model", "spring.ai.openai.embedding.model=test-embedding",
						"management.endpoints.web.exposure.include=prometheus", "spring.main.banner-mode=off",
						"management.tracing.sampling.probability=1.0", "spring.ai.openai.max-retries=0"));
		Collections.addAll(arguments, properties);
		return new SpringApplicationBuilder(KnowledgeApplication.class)
			.run(arguments.stream().map((property) -> "--" + property).toArray(String[]::new));
	}

	/**
	 * Ask the application over HTTP.
	 * @param application the application
	 * @param path what to ask for
	 * @param message what to say
	 * @param headers names and values of headers
	 * @return the answer
	 */
	public static HttpResponse<String> get(ApplicationContext application, String path, String message,
			String... headers) {
		int port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
				"http://127.0.0.1:" + port + path + "?message=" + URLEncoder.encode(message, StandardCharsets.UTF_8)));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
	}

	@Bean
	RecordedCalls recordedCalls() {
		return new RecordedCalls();
	}

	@Bean
	Redactor redactor() {
		return PatternRedactor.ofAllTypes();
	}

	@Bean
	VectorStore vectorStore(EmbeddingModel model, ObservationRegistry observations) {
		return SimpleVectorStore.builder(model).observationRegistry(observations).build();
	}

	/**
	 * The one controller.
	 */
	@RestController
	static class Controller {

		private final ChatClient client;

		private final EmbeddingModel embeddings;

		private final VectorStore store;

		private final Orders orders;

		Controller(ChatClient.Builder builder, EmbeddingModel embeddings, VectorStore store, Orders orders) {
			this.client = builder.build();
			this.embeddings = embeddings;
			this.store = store;
			this.orders = orders;
		}

		@GetMapping("/call")
		String call(@RequestParam String message) {
			return String.valueOf(this.client.prompt(message).tools(this.orders).call().content());
		}

		@GetMapping(path = "/stream", produces = "text/event-stream")
		Flux<String> stream(@RequestParam String message) {
			return this.client.prompt(message).tools(this.orders).stream().content();
		}

		@GetMapping("/embed")
		int embed(@RequestParam String message) {
			return this.embeddings.embed(message).length;
		}

		@GetMapping("/add")
		void add(@RequestParam String message) {
			this.store.add(List.of(Document.builder().id("passage-1").text(message).build()));
		}

		@GetMapping("/refuse")
		String refuse(@RequestParam String message) {
			throw new IllegalStateException("Refused", new IllegalArgumentException("Nobody can answer " + message));
		}

		@GetMapping("/search")
		String search(@RequestParam String message) {
			List<Document> found = this.store.similaritySearch(SearchRequest.builder().query(message).topK(2).build());
			return found.stream().map(Document::getId).toList().toString();
		}

	}

	/**
	 * A tool that the model may call. It looks into the store, and knows no order with a
	 * 9 in its id.
	 */
	static class Orders {

		private final VectorStore store;

		Orders(VectorStore store) {
			this.store = store;
		}

		@Tool(description = "Looks up an order")
		String order(@ToolParam(description = "The id of the order, such as A-1001") String orderId) {
			if (orderId.contains("9")) {
				throw new IllegalArgumentException("There is no order " + orderId);
			}
			return "Order " + orderId + " was shipped, " + this.store.similaritySearch(orderId).size() + " notes";
		}

	}

}
