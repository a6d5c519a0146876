package io.contexttrace.sample.assistant;

import java.util.Objects;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.stereotype.Service;

/**
 * Prepares documents for the people who work on them, in three steps.
 */
@Service
class DocumentPipeline {

	private static final String CLEAN = """
			Clean the text: remove markup, page numbers and boilerplate. Change nothing else.""";

	private static final String SUMMARISE = """
			Summarise the text in two sentences.""";

	private static final String CLASSIFY = """
			Classify the text. Answer with one of: invoice (amount, due, payment, total, tax), \
			complaint (broken, damaged, disappointed, late, wrong), return (back, refund, label), other""";

	private final ChatClient client;

	DocumentPipeline(ChatClient.Builder builder, AssistantProperties properties) {
		this.client = builder.defaultOptions(OpenAiChatOptions.builder().timeout(properties.answerTimeout())).build();
	}

	/**
	 * Process a document.
	 * @param text its text
	 * @return what became of it
	 */
	ProcessedDocument process(String text) {
		String cleaned = step(CLEAN, text);
		return new ProcessedDocument(cleaned, step(SUMMARISE, cleaned), step(CLASSIFY, cleaned));
	}

	private String step(String instructions, String text) {
		return Objects.requireNonNullElse(this.client.prompt().system(instructions).user(text).call().content(), "");
	}

}
