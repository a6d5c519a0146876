package io.contexttrace.docs;

import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.workflow.ReactivePrompts;
import io.contexttrace.workflow.UsesPrompt;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;

/**
 * The examples of {@code docs/prompts.md}.
 */
final class PromptExamples {

	private PromptExamples() {
	}

	record InCode(CurrentContext contexts, ReactivePrompts prompts, ChatClient chatClient) {

		String answer(String question) {
			try (CurrentContext.Scope scope = this.contexts.open(new Prompt("order-help", "3", "b"))) {
				return this.chatClient.prompt(question).call().content();
			}
		}

		Flux<String> stream(String question) {
			return this.prompts.around(new Prompt("order-help", "3", "b"),
					this.chatClient.prompt(question).stream().content());
		}

	}

	static class ByAnnotation {

		private final ChatClient chatClient;

		ByAnnotation(ChatClient chatClient) {
			this.chatClient = chatClient;
		}

		@UsesPrompt(name = "order-help", version = "${prompts.order-help.version}", variant = "b")
		Flux<String> answer(String question) {
			return this.chatClient.prompt(question).stream().content();
		}

	}

}
