package io.contexttrace.llm.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.contexttrace.FaultBarrier;
import io.contexttrace.RecordingListener;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.llm.ContentCapture;
import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.LlmContent;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.RawContent;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.redact.Redaction;
import io.contexttrace.llm.redact.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a record holds is bounded, whatever was said, and nothing is cut in two that
 * belongs together.
 */
class LimitsTests {

	private static final List<String> PIECES = List.of("a", " ", "\"", "\\", "\n", "\u0000", "ß", "日", "😀", "👩‍👩‍👧",
			"e\u0301", "🇯🇵", "\uD83D", "\uDE00", "user@example.com");

	private final RecordingListener listener = new RecordingListener();

	@Test
	void promptOfTenMegabytesIsLookedAtInPartAndKeptInPart() {
		AtomicLong lookedAt = new AtomicLong();
		Redactor measuring = (text) -> {
			lookedAt.addAndGet(text.length());
			return Redaction.untouched(text);
		};
		String huge = "tell me more. ".repeat(750_000);
		LlmContent content = new LlmContent(
				List.of(SaidInCall.message("system", huge), SaidInCall.message("user", huge),
						SaidInCall.message("assistant", huge), SaidInCall.message("user", huge)),
				List.of(SaidInCall.message("assistant", huge)));
		LlmRecord record = new RecordMaker(new RecordRules(ContentCapture.FULL), measuring,
				UserPseudonyms.withRandomKey(), this.listener)
			.record(new FinishedCall(LlmCallFixture.call("r", null), new SaidInCall(content, huge)));
		assertThat(length(record.content())).isBetween(100_000L, 131_072L);
		assertThat(texts(record.content())).allSatisfy((text) -> {
			assertThat(text.truncated()).isTrue();
			assertThat(text.size()).isEqualTo(huge.length());
			assertThat(text.value()).hasSizeLessThanOrEqualTo(32_768);
		});
		assertThat(record.errorMessage()).hasSizeLessThanOrEqualTo(1024);
		assertThat(lookedAt.get()).isLessThan(131_072 + 16 * Redactor.LOOK_AHEAD);
	}

	@Test
	void whatMattersMostIsKeptBeforeOlderMessages() {
		List<LlmContent.Message> history = new ArrayList<>();
		history.add(SaidInCall.message("system", "s".repeat(10)));
		history.add(SaidInCall.message("user", "1".repeat(10)));
		history.add(SaidInCall.message("assistant", "2".repeat(10)));
		history.add(SaidInCall.message("user", "3".repeat(10)));
		history.add(SaidInCall.message("tool", "4".repeat(10)));
		LlmContent content = new LlmContent(history, List.of(SaidInCall.message("assistant", "o".repeat(10))));
		assertThat(values(pass(content, new ContentLimits(10, 60)).input())).containsExactly("s".repeat(10),
				"1".repeat(10), "2".repeat(10), "3".repeat(10), "4".repeat(10));
		LlmContent tight = pass(content, new ContentLimits(10, 43));
		assertThat(values(tight.output())).containsExactly("o".repeat(10));
		assertThat(values(tight.input())).containsExactly("s".repeat(10), "", "2".repeat(3), "3".repeat(10),
				"4".repeat(10));
		assertThat(tight.input().stream().map((message) -> message.text().truncated())).containsExactly(false, true,
				true, false, false);
		assertThat(values(pass(content, new ContentLimits(10, 15)).input())).containsExactly("", "", "", "3".repeat(5),
				"");
	}

	@Test
	void longHistoryIsBoundedInTheNumberOfItsMessages() {
		List<LlmContent.Message> history = new ArrayList<>();
		history.add(SaidInCall.message("system", "rules"));
		IntStream.range(0, 10_000).forEach((i) -> history.add(SaidInCall.message("user", "m" + i)));
		LlmContent passed = pass(new LlmContent(history, List.of()), ContentLimits.DEFAULT);
		assertThat(passed.input()).hasSize(256);
		assertThat(passed.input().get(0).text().value()).isEqualTo("rules");
		assertThat(passed.input().get(1).role()).isEqualTo("omitted");
		assertThat(passed.input().get(1).text().value()).isNull();
		assertThat(passed.input().get(255).text().value()).isEqualTo("m9999");
		int size = history.stream().mapToInt((message) -> message.text().size()).sum();
		assertThat(passed.input().stream().mapToInt((message) -> message.text().size()).sum()).isEqualTo(size);
	}

	@Test
	void documentsAndCallsToToolsAreBoundedInTheirNumber() {
		LlmContent.ToolCall call = new LlmContent.ToolCall("i".repeat(1000), "n".repeat(1000),
				LlmContent.Text.of("{}"));
		LlmContent.Message message = new LlmContent.Message("assistant", LlmContent.Text.of(""),
				Collections.nCopies(1000, call), null);
		LlmContent.Document document = new LlmContent.Document("d".repeat(1000), null);
		LlmContent passed = pass(new LlmContent(List.of(), List.of(message), Collections.nCopies(1000, document), null),
				ContentLimits.DEFAULT);
		assertThat(passed.documents()).hasSize(256).allMatch((found) -> found.id().length() == 256);
		assertThat(passed.output().get(0).toolCalls()).hasSize(256)
			.allMatch((tool) -> tool.id().length() == 256 && tool.name().length() == 256);
	}

	@Test
	void parametersAreBoundedInNumberLengthAndDepth() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("endless", endless);
		parameters.put("long", "x".repeat(1_000_000));
		parameters.put("many", Collections.nCopies(100_000, "y"));
		parameters.put("texts", Collections.nCopies(100, "z".repeat(10_000)));
		parameters.put("array", new Object[] { 1, "two", Thread.State.NEW });
		LlmCall call = LlmCallFixture.call("r", null);
		LlmCall big = call.withRequest(new LlmRequest("chat", "openai", "gpt", false, parameters));
		LlmRecord record = new RecordMaker(new RecordRules(ContentCapture.NONE), Redactor.none(),
				UserPseudonyms.withRandomKey(), this.listener)
			.record(new FinishedCall(big, RawContent.NONE));
		String json = new JsonMapper().writeValueAsString(record.call().request().parameters());
		assertThat(json).hasSizeLessThan(50_000);
	}

	@Test
	void arraysAndOtherValuesBecomeWhatJsonKnows() {
		Map<String, Object> parameters = Map.of("array", new Object[] { 1, "two", Thread.State.NEW });
		assertThat(new ParameterGate(new TextGate(Redactor.none(), new FaultBarrier())).pass(parameters))
			.containsExactly(Map.entry("array", List.of(1, "two", "NEW")));
	}

	@Test
	void parameterThatCannotBeToldIsLeftOut() {
		Object broken = new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException("broken");
			}

		};
		assertThat(new ParameterGate(new TextGate(Redactor.none(), new FaultBarrier()))
			.pass(Map.of("broken", broken, "seed", 5))).isEqualTo(Map.of("seed", 5));
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void cutsLeaveNoHalfOfACharacterAndJsonIsValid(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 400; i++) {
			String text = text(random);
			int max = 1 + random.nextInt(40);
			LlmContent content = new LlmContent(List.of(SaidInCall.message("user", text)), List.of());
			LlmContent.Text passed = pass(content, new ContentLimits(max, 1000)).input().get(0).text();
			String value = passed.value();
			if (value == null) {
				assertThat(text).isEmpty();
				continue;
			}
			assertThat(value).hasSizeLessThanOrEqualTo(max);
			assertThat(passed.size()).isEqualTo(text.length());
			assertThat(passed.truncated()).isEqualTo(value.length() < text.length());
			assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(value)).isTrue();
			assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)).startsWith(value);
			String json = new JsonMapper().writeValueAsString(Map.of("text", value));
			assertThat(new JsonMapper().readTree(json).get("text").asString()).isEqualTo(value);
		}
	}

	@Test
	void accentIsNotTornOffItsLetter() {
		String text = "caf" + "e\u0301" + " au lait";
		assertThat(CharacterCut.first(text, 4)).isEqualTo("caf");
		assertThat(CharacterCut.first(text, 5)).isEqualTo("cafe\u0301");
		assertThat(CharacterCut.first("😀😀", 3)).isEqualTo("😀");
		assertThat(CharacterCut.first("e" + "\u0301".repeat(100), 50)).hasSize(50);
		assertThat(CharacterCut.first("😀", 0)).isEmpty();
	}

	@Test
	void textThatWasCutAlreadyStaysMarked() {
		LlmContent.Message cut = new LlmContent.Message("user", new LlmContent.Text(99, "abc", true));
		assertThat(pass(new LlmContent(List.of(cut), List.of()), ContentLimits.DEFAULT).input()).containsExactly(cut);
	}

	@Test
	void secretAcrossTheCutLeavesNoHalf() {
		for (int before = 0; before < 40; before++) {
			String text = "x".repeat(before) + " mail it.desk@example.com and more text behind it ".repeat(3);
			LlmContent content = new LlmContent(List.of(SaidInCall.message("user", text)), List.of());
			ContentGate gate = new ContentGate(new TextGate(LimitsTests::redactMail, new FaultBarrier()),
					new ContentLimits(30, 1000));
			assertThat(gate.pass(content).input().get(0).text().value()).doesNotContain("jo.").doesNotContain("smith");
		}
	}

	@Test
	void secretAtTheEndOfWhatIsLookedAtLeavesNoHalf() {
		for (int behind = 0; behind < 25; behind++) {
			// so much is taken out that the end of the window would come before the cut
			String text = "it.desk@example.com ".repeat(1000).substring(behind);
			LlmContent content = new LlmContent(List.of(SaidInCall.message("user", text)), List.of());
			ContentGate gate = new ContentGate(new TextGate(LimitsTests::redactMail, new FaultBarrier()),
					new ContentLimits(10_000, 100_000));
			assertThat(gate.pass(content).input().get(0).text().value().substring(40)).doesNotContain("jo")
				.hasSizeGreaterThan(100);
		}
	}

	@Test
	void limitsAreInRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ContentLimits(0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new ContentLimits(1, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> new ContentLimits(1, ContentLimits.MAX + 1));
		assertThat(new RecordRules(ContentCapture.FULL).policy().decide(LlmCallFixture.call("r", null)))
			.isEqualTo(RecordPolicy.all().decide(LlmCallFixture.call("r", null)));
	}

	private static Redaction redactMail(String text) {
		return new Redaction(text.replace("it.desk@example.com", "[EMAIL]"), Map.of());
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		int pieces = random.nextInt(40);
		for (int i = 0; i < pieces; i++) {
			text.append(PIECES.get(random.nextInt(PIECES.size())));
		}
		return text.toString();
	}

	private static LlmContent pass(LlmContent content, ContentLimits limits) {
		return new ContentGate(new TextGate(Redactor.none(), new FaultBarrier()), limits).pass(content);
	}

	private static List<String> values(List<LlmContent.Message> messages) {
		return messages.stream().map((message) -> message.text().value()).toList();
	}

	private static List<LlmContent.Text> texts(LlmContent content) {
		return Stream.of(content.input(), content.output())
			.flatMap(List::stream)
			.map(LlmContent.Message::text)
			.toList();
	}

	private static long length(LlmContent content) {
		return texts(content).stream().mapToLong((text) -> (text.value() != null) ? text.value().length() : 0).sum();
	}

}
