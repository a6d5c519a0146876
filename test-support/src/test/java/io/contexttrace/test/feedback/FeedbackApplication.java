package io.contexttrace.test.feedback;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.ai.RequestIds;
import io.contexttrace.ai.evaluation.RecordedEvaluator;
import io.contexttrace.llm.feedback.FeedbackRecorder;
import io.contexttrace.test.RecordedCalls;
import io.contexttrace.workflow.UsesPrompt;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.evaluation.FactCheckingEvaluator;
import org.springframework.ai.chat.evaluation.RelevancyEvaluator;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.ai.document.Document;
import org.springframework.ai.evaluation.EvaluationRequest;
import org.springframework.ai.evaluation.Evaluator;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.tool.annotation.Tool;
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
 * An assistant that tells its page which ids an answer has, and judges answers itself.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(FeedbackApplication.Controller.class)
class FeedbackApplication {

	static ConfigurableApplicationContext run(String modelUrl, String... properties) {
		return new SpringApplicationBuilder(FeedbackApplication.class)
			.properties("server.port=0", "spring.ai.openai.base-url=" + modelUrl, "spring.ai.openai.api-key=none",
					"spring.ai.openai.chat.model=test-model", "management.endpoints.web.exposure.include=prometheus",
					"spring.main.banner-mode=off", "spring.ai.openai.max-retries=0",
					"management.tracing.sampling.probability=1.0")
			.properties(properties)
			.run();
	}

	@Bean
	RecordedCalls recordedCalls() {
		return new RecordedCalls();
	}

	/**
	 * Answers, and judges.
	 */
	@RestController
	static class Controller {

		private static final PromptTemplate RELEVANCE = new PromptTemplate("""
				Classify the answer as one of YES (refund), NO (weather)
				{query}
				{response}
				{context}
				""");

		private final ChatClient client;

		private final OpenAiChatModel model;

		private final CurrentContext contexts;

		private final RecordedEvaluator relevance;

		private final RecordedEvaluator facts;

		Controller(ChatClient.Builder builder, OpenAiChatModel model, CurrentContext contexts,
				FeedbackRecorder feedback) {
			this.client = builder.build();
			this.model = model;
			this.contexts = contexts;
			this.relevance = recorded("relevance",
					RelevancyEvaluator.builder().chatClientBuilder(builder.clone()).promptTemplate(RELEVANCE).build(),
					feedback);
			this.facts = recorded("facts",
					FactCheckingEvaluator.builder(builder.clone())
						.evaluationPrompt(
								"Classify the claim as one of YES (refund), NO (weather)\n{document}\n{claim}")
						.build(),
					feedback);
		}

		private RecordedEvaluator recorded(String name, Evaluator evaluator, FeedbackRecorder feedback) {
			return new RecordedEvaluator(evaluator, name, feedback, this.contexts);
		}

		@GetMapping("/chat")
		@UsesPrompt(name = "order-help", version = "3", variant = "b")
		Map<String, String> chat(@RequestParam String message) {
			return ids(this.client.prompt(message).tools(this).call().chatClientResponse());
		}

		@GetMapping("/stream")
		@UsesPrompt(name = "order-help", version = "4")
		Flux<Map<String, String>> stream(@RequestParam String message) {
			return this.client.prompt(message).tools(this).stream().chatClientResponse().map(Controller::ids);
		}

		@GetMapping("/direct")
		Map<String, String> direct(@RequestParam String message) {
			ChatResponse response;
			try (CurrentContext.Scope scope = this.contexts.open(Prompt.of("direct"))) {
				response = this.model.call(new org.springframework.ai.chat.prompt.Prompt(message));
			}
			return Map.of("responseId", response.getMetadata().getId());
		}

		@GetMapping("/judged")
		@UsesPrompt(name = "order-help", version = "3", variant = "b")
		Map<String, String> judged(@RequestParam String message) {
			Map<String, String> answer = chat(message);
			EvaluationRequest request = new EvaluationRequest(message, List.of(new Document("refund")),
					answer.get("text"));
			this.relevance.evaluate(request);
			this.facts.forRequest(answer.get("requestId")).evaluate(request);
			return answer;
		}

		@Tool(description = "Looks up an order")
		String order(String orderId) {
			return "Order " + orderId + " was shipped";
		}

		private static Map<String, String> ids(ChatClientResponse response) {
			ChatResponse answer = Objects.requireNonNull(response.chatResponse());
			String text = (answer.getResult() != null) ? answer.getResult().getOutput().getText() : "";
			return Map.of("text", Objects.requireNonNullElse(text, ""), "requestId",
					String.valueOf(RequestIds.of(response)), "userCall",
					String.valueOf(RequestIds.ofUserCall(response)));
		}

	}

}
