package io.contexttrace.llm;

import io.contexttrace.ContextId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FeedbackTests {

	private final Feedback feedback = Feedback.onRequest("r-1", "user_rating");

	@Test
	void saysNothingAtFirst() {
		assertThat(this.feedback.verdict().isEmpty()).isTrue();
		assertThat(this.feedback.source()).isEqualTo("user");
		assertThat(this.feedback.at()).isNotNull();
	}

	@Test
	void partsAreAddedOneByOne() {
		Feedback whole = this.feedback.withComment("too short").withLabel("not helpful").withScore(-1).from("support");
		assertThat(whole.verdict()).isEqualTo(new Feedback.Verdict(-1.0, "not helpful", "too short"));
		assertThat(whole.source()).isEqualTo("support");
		assertThat(whole.target()).isEqualTo(this.feedback.target());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words", "a\nb", "größe", "a;b" })
	void nameIsAWord(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Feedback.onRequest("r-1", name));
		assertThatIllegalArgumentException().isThrownBy(() -> Feedback.onRequest("r-1", "n".repeat(65)));
		assertThat(Feedback.onRequest("r-1", "n".repeat(64)).name()).hasSize(64);
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void scoreIsFinite(double score) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.feedback.withScore(score));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\nb", "a\u0000", "a\u202eb", "a\u2028b", "\ud83d", "alice@example.com",
			"555-0100-99", "a\"b", "<b>" })
	void labelIsAWordAndNoAddressOrNumber(String label) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.feedback.withLabel(label));
		assertThatIllegalArgumentException().isThrownBy(() -> this.feedback.withLabel("l".repeat(65)));
		assertThat(this.feedback.withLabel("不正確").verdict().label()).isEqualTo("不正確");
		assertThat(this.feedback.withLabel("don't know 3/5").verdict().label()).isEqualTo("don't know 3/5");
	}

	@Test
	void commentIsBounded() {
		assertThat(this.feedback.withComment("c".repeat(4096)).verdict().comment()).hasSize(4096);
		assertThatIllegalArgumentException().isThrownBy(() -> this.feedback.withComment("c".repeat(4097)));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " \n" })
	void blankCommentIsNone(@Nullable String comment) {
		assertThat(this.feedback.withComment(comment).verdict().isEmpty()).isTrue();
	}

	@Test
	void targetHasAnId() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Feedback.Target(null, null, null));
		assertThatIllegalArgumentException().isThrownBy(() -> Feedback.onRequest("not an id", "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> Feedback.onRequest("r".repeat(129), "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> Feedback.onResponse("a\nb", "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> Feedback.onResponse("", "a"));
		assertThat(Feedback.onContext(new ContextId("c"), "a").target().isCall()).isFalse();
		assertThat(Feedback.onResponse("chatcmpl/1==", "a").target().isCall()).isTrue();
	}

}
