package io.contexttrace.feedback;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import io.contexttrace.ContextId;
import io.contexttrace.llm.Feedback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FeedbackParserTests {

	private final FeedbackParser parser = new FeedbackParser();

	@Test
	void feedbackIsRead() throws Exception {
		Feedback feedback = parse("""
				{"requestId": "r-1", "contextId": "c-1", "name": "user_rating", "score": 4, "label": "good",
				"comment": "na\\u00efve"}""");
		assertThat(feedback.target()).isEqualTo(new Feedback.Target("r-1", null, new ContextId("c-1")));
		assertThat(feedback.name()).isEqualTo("user_rating");
		assertThat(feedback.verdict()).isEqualTo(new Feedback.Verdict(4.0, "good", "naïve"));
		assertThat(feedback.source()).isEqualTo("user");
	}

	@Test
	void nullIsAbsent() throws Exception {
		assertThat(parse("{\"responseId\":\"a\",\"requestId\":null,\"name\":\"n\",\"score\":null,\"label\":\"l\"}"))
			.satisfies((feedback) -> assertThat(feedback.target().requestId()).isNull())
			.satisfies((feedback) -> assertThat(feedback.verdict().score()).isNull());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{                                                            | JSON
			``                                                           | JSON
			[]                                                           | JSON object
			"hostile"                                                    | JSON object
			null                                                         | JSON object
			{"name":"n","score":1} {}                                    | JSON
			{"name":"n","name":"m","requestId":"r","score":1}            | JSON
			{"requestId":"r","score":1}                                  | name is missing
			{"requestId":"r","name":7,"score":1}                         | name is not a text
			{"requestId":"r","name":"hostile name","score":1}            | name has
			{"name":"n","score":1}                                       | id is needed
			{"requestId":"hostile id","name":"n","score":1}              | request id is not one
			{"requestId":{"a":1},"name":"n","score":1}                   | requestId is not a text
			{"contextId":"hostile/id","name":"n","score":1}              | context id is not one
			{"responseId":"hostile id","name":"n","score":1}             | response id is not one
			{"requestId":"r","name":"n"}                                 | is needed
			{"requestId":"r","name":"n","comment":" "}                   | is needed
			{"requestId":"r","name":"n","score":"1"}                     | score is not a number
			{"requestId":"r","name":"n","score":true}                    | score is not a number
			{"requestId":"r","name":"n","score":1e999}                   | finite
			{"requestId":"r","name":"n","score":NaN}                     | JSON
			{"requestId":"r","name":"n","label":"hostile\\nlabel"}       | label has
			{"requestId":"r","name":"n","score":1,"hostile":1}           | does not have
			""")
	void whatIsNotFeedbackIsExplainedWithoutItsText(String body, String message) {
		assertThatExceptionOfType(InvalidFeedbackException.class).isThrownBy(() -> parse(body))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hostile", "\"", "\\"))
			.withNoCause();
	}

	@Test
	void longCommentIsExplained() {
		assertThatExceptionOfType(InvalidFeedbackException.class)
			.isThrownBy(() -> parse("{\"requestId\":\"r\",\"name\":\"n\",\"comment\":\"" + "c".repeat(4097) + "\"}"))
			.withMessageContaining("4096");
	}

	@Test
	void deepNestingAndRandomBytesThrowNothingElse() {
		assertThatExceptionOfType(InvalidFeedbackException.class).isThrownBy(() -> parse("[".repeat(30_000)));
		assertThatExceptionOfType(InvalidFeedbackException.class).isThrownBy(() -> parse("{\"a\":".repeat(5_000)));
		assertThatExceptionOfType(InvalidFeedbackException.class)
			.isThrownBy(() -> parse("{\"requestId\":\"r\",\"name\":\"n\",\"score\":" + "9".repeat(20_000) + "}"));
		Random random = new Random(20261121);
		byte[] bytes = new byte[64];
		for (int i = 0; i < 2000; i++) {
			random.nextBytes(bytes);
			bytes[0] = '{';
			assertThatExceptionOfType(InvalidFeedbackException.class).isThrownBy(() -> this.parser.parse(bytes));
		}
	}

	private Feedback parse(String body) throws InvalidFeedbackException {
		return this.parser.parse(body.getBytes(StandardCharsets.UTF_8));
	}

}
