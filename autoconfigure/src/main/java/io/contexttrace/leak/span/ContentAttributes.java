package io.contexttrace.leak.span;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which attributes of observations, spans and their events hold what was said.
 */
final class ContentAttributes {

	private static final Set<String> NAMES = Set.of("db.vector.query.content", "db.vector.query.response.documents",
			"spring.ai.tool.call.arguments", "spring.ai.tool.call.result", "spring.ai.chat.client.user.text",
			"spring.ai.chat.client.user.params", "spring.ai.chat.client.system.text",
			"spring.ai.chat.client.system.params", "gen_ai.input.messages", "gen_ai.output.messages",
			"gen_ai.system_instructions", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result",
			"gen_ai.retrieval.query.text", "gen_ai.retrieval.documents", "gen_ai.event.content", "input.value",
			"output.value");

	/**
	 * The name and the version of a prompt are no content.
	 */
	private static final Pattern PROMPT = Pattern.compile(
			"gen_ai\\.(prompt|completion|content)(\\.(\\d+|prompt|completion)(\\..+)?)?|llm\\.(in|out)put_messages\\..+");

	/**
	 * What must stay as it is, so that it can be found.
	 */
	private static final Set<String> IDS = Set.of("context.id", "context.parent.id", "context.kind",
			"enduser.pseudo.id", "gen_ai.response.id", "gen_ai.conversation.id", "spring.ai.tool.call.id",
			"spring.ai.chat.client.conversation.id", "server.address", "network.local.address", "code.function.name",
			"thread.name");

	/**
	 * Ids that the application gives, which may be a person's address.
	 */
	private static final Set<String> CONVERSATIONS = Set.of("gen_ai.conversation.id",
			"spring.ai.chat.client.conversation.id");

	private ContentAttributes() {
	}

	static boolean isContent(String name) {
		return NAMES.contains(name) || (isCandidate(name) && PROMPT.matcher(name).matches());
	}

	// asked of every attribute of every observation: the expression is not
	private static boolean isCandidate(String name) {
		return name.startsWith("gen_ai.prompt") || name.startsWith("gen_ai.completion")
				|| name.startsWith("gen_ai.content") || name.startsWith("llm.");
	}

	static boolean isConversation(String name) {
		return CONVERSATIONS.contains(name);
	}

	static boolean isId(String name) {
		return IDS.contains(name) || name.startsWith("context_trace.");
	}

}
