package io.contexttrace.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the reply to a conversation in what the conversation itself says.
 */
class Answering {

	private static final List<DocumentTask> DOCUMENT_TASKS = List.of(new Cleaning(), new Summary(),
			new Classification());

	private final OrderQuestion orderQuestion = new OrderQuestion();

	ChatReply reply(ChatRequest request) {
		String text = Misbehaviour.withoutMarkers(request.lastUserText());
		List<String> toolResults = request.toolResults();
		if (Wish.ECHO.isIn(request.lastUserText())) {
			return ChatReply.of(text.lines().findFirst().orElse(""));
		}
		boolean again = Wish.TWO_ROUNDS.isIn(request.lastUserText()) && toolResults.size() < 2;
		if (!toolResults.isEmpty() && !again) {
			return ChatReply.of(ToolResult.inWords(toolResults));
		}
		ChatReply toolCall = this.orderQuestion.toolCall(text, request.tools());
		if (toolCall != null) {
			return toolCall;
		}
		String document = documentAnswer(request.instructions(), text);
		return ChatReply.of((document != null) ? document : contextAnswer(Question.from(request.instructions(), text)));
	}

	private static @Nullable String documentAnswer(String instructions, String text) {
		for (DocumentTask task : DOCUMENT_TASKS) {
			if (task.isAskedForBy(instructions)) {
				return task.perform(instructions, text);
			}
			String[] parts = text.split("\\R|(?<=:)\\s", 2);
			if (parts.length == 2 && task.isAskedForBy(parts[0])) {
				return task.perform(parts[0], parts[1]);
			}
		}
		return null;
	}

	private static String contextAnswer(Question question) {
		if (question.context().isBlank()) {
			return "You said: \"%s\". I was given no text to answer from.".formatted(question.text());
		}
		List<String> passages = new PassageSearch(question.context()).bestFor(question.text());
		return passages.isEmpty() ? "The text I was given does not say anything about that."
				: String.join(" ", passages);
	}

}
