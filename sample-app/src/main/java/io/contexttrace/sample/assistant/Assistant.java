package io.contexttrace.sample.assistant;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import io.contexttrace.ai.RequestIds;
import io.contexttrace.workflow.UsesPrompt;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.stereotype.Service;
import org.springframework.util.StringUtils;

/**
 * Answers questions of customers.
 */
@Service
@UsesPrompt(name = "support", version = "1")
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
	Answer answer(String question) {
		return answer(prompt(question).call().chatClientResponse());
	}

	/**
	 * Answer a question bit by bit.
	 * @param question what the customer wants to know
	 * @return the pieces of the answer, an error if the answer breaks off
	 */
	Flux<Answer> stream(String question) {
		AtomicBoolean finished = new AtomicBoolean();
		return prompt(question).stream()
			.chatClientResponse()
			.timeout(this.properties.answerTimeout())
			.doOnNext((response) -> finished.set(finished.get() || isLast(response.chatResponse())))
			.map(Assistant::answer)
			.filter((piece) -> StringUtils.hasLength(piece.text()))
			.concatWith(Mono.defer(() -> finished.get() ? Mono.empty() : Mono.error(new BrokenAnswerException())));
	}

	private ChatClient.ChatClientRequestSpec prompt(String question) {
		return this.client.prompt()
			.system((system) -> system.text(INSTRUCTIONS).param("documents", this.knowledge.about(question)))
			.user(question);
	}

	private static Answer answer(ChatClientResponse response) {
		return new Answer(text(response.chatResponse()), RequestIds.of(response));
	}

	private static String text(@Nullable ChatResponse response) {
		Generation generation = (response != null) ? response.getResult() : null;
		return (generation != null) ? Objects.requireNonNullElse(generation.getOutput().getText(), "") : "";
	}

	private static boolean isLast(@Nullable ChatResponse response) {
		Generation generation = (response != null) ? response.getResult() : null;
		return generation != null && response != null && !response.hasToolCalls()
				&& StringUtils.hasText(generation.getMetadata().getFinishReason());
	}

}
