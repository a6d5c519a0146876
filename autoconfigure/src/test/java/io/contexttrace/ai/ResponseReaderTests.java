package io.contexttrace.ai;

import java.util.List;
import java.util.Map;

import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmUsage;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

import static org.assertj.core.api.Assertions.assertThat;

class ResponseReaderTests {

	private static final String EMOJI = "\uD83D\uDE00";

	@Test
	void keepsTextUpToABoundAndCountsOn() {
		ResponseReader reader = full(5);
		reader.read(chunk("abc", 0));
		reader.read(chunk("def", 0));
		reader.read(chunk("ghi", 0));
		assertThat(reader.messages()).singleElement()
			.extracting(LlmContent.Message::text)
			.isEqualTo(new LlmContent.Text(9, "abcde", true));
		assertThat(reader.kept()).isEqualTo(5);
	}

	@Test
	void neverCutsACharacterInTwo() {
		ResponseReader reader = full(2);
		reader.read(chunk("a" + EMOJI, 0));
		assertThat(reader.messages().get(0).text()).isEqualTo(new LlmContent.Text(3, "a", true));
	}

	@Test
	void severalAnswersShareTheBound() {
		ResponseReader reader = full(4);
		reader.read(chunk("abc", 0));
		reader.read(chunk("xyz", 1));
		reader.read(chunk("def", 0));
		assertThat(reader.messages()).extracting(LlmContent.Message::text)
			.containsExactly(new LlmContent.Text(6, "abc", true), new LlmContent.Text(3, "x", true));
	}

	@Test
	void argumentsOfToolsCountAsText() {
		ResponseReader reader = full(4);
		AssistantMessage message = AssistantMessage.builder()
			.content("abc")
			.toolCalls(List.of(new AssistantMessage.ToolCall("1", "function", "order", "{\"id\":1}")))
			.build();
		reader.read(new ChatResponse(List.of(new Generation(message))));
		assertThat(reader.wantsTools()).isTrue();
		assertThat(reader.messages().get(0).toolCalls())
			.containsExactly(new LlmContent.ToolCall("1", "order", new LlmContent.Text(8, "{", true)));
	}

	@Test
	void keepsNoTextWhereOnlySizesAreWanted() {
		ResponseReader reader = new ResponseReader(new AnswerCapture(ContentCapture.METADATA, 100));
		reader.read(chunk("abc", 0));
		assertThat(reader.messages().get(0).text()).isEqualTo(new LlmContent.Text(3, null, false));
		assertThat(reader.kept()).isZero();
	}

	@Test
	void knowsTheNewestOfWhatIsSaidOfTokens() {
		ResponseReader reader = full(0);
		reader.read(usage(new DefaultUsage(10, 1, 11, null, 4L, 2L)));
		reader.read(usage(new EmptyUsage()));
		reader.read(usage(new DefaultUsage(0, 7, 7)));
		assertThat(reader.response().usage()).isEqualTo(new LlmUsage(10L, 7L, 4L, 2L, null));
	}

	@Test
	void zerosThatStandForNothingAreNotReported() {
		ResponseReader reader = full(0);
		reader.read(usage(new EmptyUsage()));
		reader.read(usage(new DefaultUsage(0, 0, 0)));
		assertThat(reader.response().usage()).isEqualTo(LlmUsage.UNREPORTED);
	}

	private static ResponseReader full(int maxText) {
		return new ResponseReader(new AnswerCapture(ContentCapture.FULL, maxText));
	}

	private static ChatResponse chunk(String text, int index) {
		return new ChatResponse(List.of(new Generation(
				AssistantMessage.builder().content(text).properties(Map.of("index", (long) index)).build())));
	}

	private static ChatResponse usage(Usage usage) {
		return new ChatResponse(List.of(), ChatResponseMetadata.builder().usage(usage).build());
	}

}
