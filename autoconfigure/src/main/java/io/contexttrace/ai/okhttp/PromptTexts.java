package io.contexttrace.ai.okhttp;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * What is said in a prompt.
 */
public final class PromptTexts {

	private PromptTexts() {
	}

	/**
	 * The texts of a prompt's messages. A message that answers several calls of tools has
	 * one for each of them.
	 * @param prompt what the model is given
	 * @return the texts, in the order of the messages; empty ones among them
	 */
	public static List<String> of(Prompt prompt) {
		List<String> texts = new ArrayList<>();
		for (Message message : prompt.getInstructions()) {
			if (message instanceof ToolResponseMessage tool) {
				tool.getResponses().forEach((response) -> texts.add(response.responseData()));
			}
			else {
				texts.add((message.getText() != null) ? message.getText() : "");
			}
		}
		return texts;
	}

}
