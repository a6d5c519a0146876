package io.contexttrace.ai;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.DefaultChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

import static org.assertj.core.api.Assertions.assertThat;

class ParameterReaderTests {

	@Test
	void readsWhatAllOptionsHave() {
		ChatOptions options = ChatOptions.builder()
			.temperature(0.5)
			.topK(3)
			.maxTokens(10)
			.stopSequences(List.of("x".repeat(1000)))
			.build();
		assertThat(options).isInstanceOf(DefaultChatOptions.class);
		assertThat(ParameterReader.parameters(options)).isEqualTo(
				Map.of("temperature", 0.5, "topK", 3, "maxTokens", 10, "stopSequences", List.of("x".repeat(1000))));
	}

	@Test
	void tellsAnObjectByItsTypeAlone() {
		OpenAiChatOptions options = OpenAiChatOptions.builder()
			.responseFormat(OpenAiChatModel.ResponseFormat.builder()
				.type(OpenAiChatModel.ResponseFormat.Type.JSON_SCHEMA)
				.jsonSchema("{\"title\":\"secret\"}")
				.build())
			.toolChoice(Map.of("secret", "secret"))
			.build();
		assertThat(ParameterReader.parameters(options)).containsEntry("responseFormat", "json_schema")
			.doesNotContainKey("toolChoice");
	}

	@Test
	void aTextThatIsNoParameterIsLeftOut() {
		OpenAiChatOptions options = OpenAiChatOptions.builder().toolChoice("x".repeat(1000)).build();
		assertThat(ParameterReader.parameters(options)).doesNotContainKey("toolChoice");
	}

}
