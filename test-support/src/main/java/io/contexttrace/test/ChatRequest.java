package io.contexttrace.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * The parts of a chat completion request that an answer depends on.
 *
 * @param model the name of the requested model
 * @param messages the conversation, oldest first
 * @param tools the functions offered to the model
 * @param stream whether the answer shall be streamed
 * @param includeUsage whether a stream shall end with the token usage
 * @param choices how many answers are wanted
 */
record ChatRequest(String model, List<Message> messages, List<Tool> tools, boolean stream, boolean includeUsage,
		int choices) {

	static ChatRequest from(JsonNode json) {
		List<Message> messages = new ArrayList<>();
		json.path("messages").forEach((message) -> messages.add(Message.from(message)));
		List<Tool> tools = new ArrayList<>();
		json.path("tools").forEach((tool) -> tools.add(Tool.from(tool.path("function"))));
		return new ChatRequest(json.path("model").asString("unknown"), messages, tools,
				json.path("stream").asBoolean(false),
				json.path("stream_options").path("include_usage").asBoolean(false), json.path("n").asInt(1));
	}

	/**
	 * Return what the instructions to the model say.
	 * @return the text of all system messages
	 */
	String instructions() {
		return this.messages.stream()
			.filter((message) -> message.role().equals("system") || message.role().equals("developer"))
			.map(Message::text)
			.collect(Collectors.joining("\n\n"));
	}

	/**
	 * Return what the user said last.
	 * @return the text of the last user message, empty if there is none
	 */
	String lastUserText() {
		int index = lastUserIndex();
		return (index >= 0) ? this.messages.get(index).text() : "";
	}

	/**
	 * Return what tools answered to the last user message.
	 * @return the tool results, oldest first
	 */
	List<String> toolResults() {
		return this.messages.subList(lastUserIndex() + 1, this.messages.size())
			.stream()
			.filter((message) -> message.role().equals("tool"))
			.map(Message::text)
			.toList();
	}

	private int lastUserIndex() {
		for (int i = this.messages.size() - 1; i >= 0; i--) {
			if (this.messages.get(i).role().equals("user")) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * One message of the conversation.
	 *
	 * @param role who says it
	 * @param text what is said, empty for a message that only calls tools
	 */
	record Message(String role, String text) {

		static Message from(JsonNode json) {
			return new Message(json.path("role").asString(""), text(json.path("content")));
		}

		private static String text(JsonNode content) {
			if (!content.isArray()) {
				return content.asString("");
			}
			List<String> parts = new ArrayList<>();
			content.forEach((part) -> parts.add(part.path("text").asString("")));
			return String.join("\n", parts);
		}

	}

	/**
	 * A function offered to the model.
	 *
	 * @param name the name of the function
	 * @param textParameters its parameters of the type string, with their descriptions
	 */
	record Tool(String name, List<Parameter> textParameters) {

		static Tool from(JsonNode function) {
			List<Parameter> parameters = new ArrayList<>();
			function.path("parameters").path("properties").properties().forEach((property) -> {
				if (property.getValue().path("type").asString("").equals("string")) {
					parameters
						.add(new Parameter(property.getKey(), property.getValue().path("description").asString("")));
				}
			});
			return new Tool(function.path("name").asString(""), parameters);
		}

	}

	/**
	 * A parameter of an offered function.
	 *
	 * @param name its name
	 * @param description what it means
	 */
	record Parameter(String name, String description) {
	}

}
