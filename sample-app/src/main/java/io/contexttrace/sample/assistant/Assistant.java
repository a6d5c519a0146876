package io.contexttrace.sample.assistant;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.stereotype.Service;
import org.springframework.util.StringUtils;

/**
 * Answers questions of customers.
 */
@Service
class Assistant {

	private static final String INSTRUCTIONS = """
			You are the support assistant of a shop for lamps. Be friendly and brief.
			Answer from the following sections of our documents, and say so if they do not help.
			Look up an order before you say anything about it.

			---------------------
			{documents}
			---------------------
			""";

	private final ChatClient client;

	private final Knowledge knowledge;

	private final AssistantProperties properties;

	Assistant(ChatClient.Builder builder, Knowledge knowledge, Orders orders, AssistantProperties properties) {
		this.client = builder.defaultTools(orders)
			.defaultOptions(OpenAiChatOptions.builder().timeout(properties.answerTimeout()))
			.build();
		this.knowledge = knowledge;
		this.properties = properties;
	}

	/**
	 * Answer a question.
	 * @param question what the customer wants to know
	 * @return the whole answer
	 */
	String answer(String question) {
		return Objects.requireNonNullElse(prompt(question).call().content(), "");
	}

	/**
	 * Answer a question bit by bit.
	 * @param question what the customer wants to know
	 * @return the pieces of the answer, an error if the answer breaks off
	 */
	Flux<String> stream(String question) {
		AtomicBoolean finished = new AtomicBoolean();
		return prompt(question).stream()
			.chatResponse()
			.timeout(this.properties.answerTimeout())
			.doOnNext((response) -> finished.set(finished.get() || isLast(response)))
			.map(Assistant::text)
			.filter(StringUtils::hasLength)
			.concatWith(Mono.defer(() -> finished.get() ? Mono.empty() : Mono.error(new BrokenAnswerException())));
	}

	private ChatClient.ChatClientRequestSpec prompt(String question) {
		return this.client.prompt()
			.system((system) -> system.text(INSTRUCTIONS).param("documents", this.knowledge.about(question)))
			.user(question);
	}

	private static String text(ChatResponse response) {
		Generation generation = response.getResult();
		return (generation != null) ? Objects.requireNonNullElse(generation.getOutput().getText(), "") : "";
	}

	private static boolean isLast(ChatResponse response) {
		Generation generation = response.getResult();
		return generation != null && !response.hasToolCalls()
				&& StringUtils.hasText(generation.getMetadata().getFinishReason());
	}

}
