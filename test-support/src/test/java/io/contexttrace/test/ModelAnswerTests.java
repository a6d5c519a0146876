package io.contexttrace.test;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a {@link ModelServer} answers.
 */
class ModelAnswerTests {

	private static final ModelServer server = ModelServer.start();

	private static final String DOCUMENTS = """
			Answer from the documents.

			---------------------
			# Refunds

			You can return anything within 30 days. We refund the price to the card that you paid with.

			# Shipping

			A parcel within Europe takes **three** working days. Express parcels arrive on the next day.
			---------------------
			""";

	private static final Map<String, Object> ORDER_TOOL = Map.of("type", "function", "function",
			Map.of("name", "lookup", "parameters", Map.of("type", "object", "properties",
					Map.of("orderId", Map.of("type", "string", "description", "The id of the order")))));

	private final ModelClient client = new ModelClient(server);

	@AfterAll
	static void closeServer() {
		server.close();
	}

	@Test
	void answersFromTheGivenText() throws Exception {
		assertThat(this.client.answer(DOCUMENTS, "How long does a parcel to Europe take?"))
			.isEqualTo("A parcel within Europe takes three working days.");
		assertThat(this.client.answer(DOCUMENTS, "Where does the refund go?")).contains("the card that you paid with");
	}

	@Test
	void answersFromContextInTheUserMessage() throws Exception {
		assertThat(this.client.answer("You are kind.",
				"When do express parcels arrive?\n\n" + DOCUMENTS + "\nAnswer without the word parcel."))
			.isEqualTo("Express parcels arrive on the next day.");
	}

	@Test
	void saysWhenTheTextHasNoAnswer() throws Exception {
		assertThat(this.client.answer(DOCUMENTS, "Do you sell bicycles?")).contains("does not say");
	}

	@Test
	void callsTheToolForAnOrder() throws Exception {
		JsonNode choice = this.client.chat(Map.of("model", "gpt-test", "tools", List.of(ORDER_TOOL), "messages",
				List.of(ModelClient.message("user", "Where is order A-1001?"))))
			.at("/choices/0");
		assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
		assertThat(choice.at("/message/tool_calls/0/function/name").asString()).isEqualTo("lookup");
		assertThat(choice.at("/message/tool_calls/0/function/arguments").asString())
			.isEqualTo("{\"orderId\":\"A-1001\"}");
	}

	@Test
	void wordsTheResultOfTheTool() throws Exception {
		JsonNode json = this.client.chat(Map.of("model", "gpt-test", "tools", List.of(ORDER_TOOL), "messages", List.of(
				ModelClient.message("user", "Where is order A-1001?"), Map.of("role", "assistant", "content", ""),
				ModelClient.message("tool", "{\"id\":\"A-1001\",\"status\":\"shipped\",\"items\":[\"Lamp\"]}"))));
		assertThat(json.at("/choices/0/message/content").asString()).contains("id A-1001", "status shipped",
				"items Lamp");
	}

	@Test
	void callsNoToolWithoutOrder() throws Exception {
		JsonNode json = this.client.chat(Map.of("model", "gpt-test", "tools", List.of(ORDER_TOOL), "messages",
				List.of(ModelClient.message("user", "How are you?"))));
		assertThat(json.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
	}

	@Test
	void cleansText() throws Exception {
		assertThat(this.client.answer("Clean the text.",
				"<p>Dear   Sir,</p>\n\nPage 1 of 2\nthe lamp is broken.\n-----\nConfidential"))
			.isEqualTo("Dear Sir,\nthe lamp is broken.");
	}

	@Test
	void summarisesText() throws Exception {
		assertThat(this.client.answer("You are short.",
				"Summarise this:\nThe lamp broke. I want a new one. It was blue. It was big."))
			.isEqualTo("The lamp broke. I want a new one.");
	}

	@Test
	void classifiesTextByTheWordsOfEachLabel() throws Exception {
		String instructions = "Classify the text into one of: invoice (amount, payment), complaint (broken, angry), other";
		assertThat(this.client.answer(instructions, "My lamp is broken and I am angry.")).isEqualTo("complaint");
		assertThat(this.client.answer(instructions, "The amount of this invoice is 20 euro.")).isEqualTo("invoice");
		assertThat(this.client.answer(instructions, "Nice weather.")).isEqualTo("other");
	}

}
