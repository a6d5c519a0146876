package io.contexttrace.docs;

import io.contexttrace.Prompt;
import io.contexttrace.ai.ModelCallAdvisor;
import io.contexttrace.ai.RecordedOutputConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.client.ChatClient;

/**
 * The examples of how a call is followed.
 */
record FollowedCallExamples(ChatClient client) {

	@Nullable Order orderOf(String letter) {
		return this.client.prompt("Which order is this about? " + letter)
			.advisors((advisors) -> advisors.param(ModelCallAdvisor.PROMPT, new Prompt("order-of-letter", "3", "b")))
			.call()
			.entity(RecordedOutputConverter.of(Order.class));
	}

	/**
	 * What the answer is converted to.
	 */
	record Order(String id) {

	}

}
