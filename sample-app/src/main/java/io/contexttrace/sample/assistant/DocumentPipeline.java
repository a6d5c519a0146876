package io.contexttrace.sample.assistant;

import java.util.Objects;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.stereotype.Service;

/**
 * Prepares documents for the people who work on them, in three steps.
 */
@Service
class DocumentPipeline {

	private static final Logger logger = LoggerFactory.getLogger(DocumentPipeline.class);

	private static final String KIND = "document";

	private static final String CLEAN = """
			Clean the text: remove markup, page numbers and boilerplate. Change nothing else.""";

	private static final String SUMMARISE = """
			Summarise the text in two sentences.""";

	private static final String CLASSIFY = """
			Classify the text. Answer with one of: invoice (amount, due, payment, total, tax), \
			complaint (broken, damaged, disappointed, late, wrong), return (back, refund, label), other""";

	private final ChatClient client;

	private final CurrentContext contexts;

	private final ContextIdGenerator ids;

	DocumentPipeline(ChatClient.Builder builder, CurrentContext contexts, ContextIdGenerator ids,
			AssistantProperties properties) {
		this.contexts = contexts;
		this.ids = ids;
		this.client = builder.defaultOptions(OpenAiChatOptions.builder().timeout(properties.answerTimeout())).build();
	}

	/**
	 * Process a document under a context of its own, inside the one that it came with.
	 * @param text its text
	 * @return what became of it
	 */
	ProcessedDocument process(String text) {
		BusinessContext document = newContext();
		try (CurrentContext.Scope scope = this.contexts.open(document)) {
			logger.info("Processing a document");
			String cleaned = step("clean", CLEAN, text);
			String summary = step("summarise", SUMMARISE, cleaned);
			String label = step("classify", CLASSIFY, cleaned);
			logger.info("Document processed");
			return new ProcessedDocument(document.id().value(), cleaned, summary, label);
		}
	}

	private BusinessContext newContext() {
		BusinessContext session = CurrentContext.get();
		return (session != null) ? session.child(this.ids.generate(), KIND)
				: BusinessContext.of(this.ids.generate(), KIND);
	}

	private String step(String name, String instructions, String text) {
		try (CurrentContext.Scope scope = this.contexts.open(new Prompt(name, "1", null))) {
			return Objects.requireNonNullElse(this.client.prompt().system(instructions).user(text).call().content(),
					"");
		}
	}

}
