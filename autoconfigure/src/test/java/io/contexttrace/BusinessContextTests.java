package io.contexttrace;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BusinessContextTests {

	private static final ContextId ID = new ContextId("a");

	private final BusinessContext context = BusinessContext.of(ID, "session");

	@Test
	void childHasItsParentAndTheSameUser() {
		BusinessContext child = this.context.withUser("u")
			.withAttribute("tenant", "x")
			.child(new ContextId("b"), "document");
		assertThat(child).isEqualTo(new BusinessContext(new ContextId("b"), "document", ID, "u", Map.of()));
	}

	@Test
	void changesMakeCopies() {
		BusinessContext changed = this.context.withParent(new ContextId("p")).withUser("u").withAttribute("k", "v");
		assertThat(changed).isEqualTo(new BusinessContext(ID, "session", new ContextId("p"), "u", Map.of("k", "v")));
		assertThat(this.context).isEqualTo(BusinessContext.of(ID, "session"));
	}

	@Test
	void attributesOfTheApplicationAreCopied() {
		Map<String, String> attributes = new HashMap<>(Map.of("k", "v"));
		BusinessContext copy = new BusinessContext(ID, "session", null, null, attributes);
		attributes.clear();
		assertThat(copy.attributes()).containsEntry("k", "v").isUnmodifiable();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words", "a,b", "ä", "a\n", "abcdefghijklmnopqrstuvwxyz0123456" })
	void kindMustBeShortAndPlain(String kind) {
		assertThat(BusinessContext.isKind(kind)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> BusinessContext.of(ID, kind));
	}

	@Test
	void userMustHaveTheFormOfAPseudonym() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.context.withUser("Some Body"))
			.withMessageNotContaining("Body");
	}

}
