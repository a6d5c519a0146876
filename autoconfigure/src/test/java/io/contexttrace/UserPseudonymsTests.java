package io.contexttrace;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UserPseudonymsTests {

	private static final String KEY = "0123456789abcdef";

	@Test
	void sameKeyGivesTheSamePseudonym() {
		String pseudonym = UserPseudonyms.withKey(KEY).pseudonym("someone@example.com");
		assertThat(UserPseudonyms.withKey(KEY).pseudonym("someone@example.com")).isEqualTo(pseudonym);
		assertThat(pseudonym).hasSize(22).doesNotContain("someone");
		assertThat(ContextId.parse(pseudonym)).isNotNull();
	}

	@Test
	void pseudonymIsTheStandardsKeyedHash() {
		assertThat(UserPseudonyms.withKey("key-of-sixteen-b").pseudonym("what do ya want for nothing?"))
			.isEqualTo("5ANjaZNM24J89zUuqO24xA");
	}

	@Test
	void usersAndKeysTellPseudonymsApart() {
		UserPseudonyms pseudonyms = UserPseudonyms.withKey(KEY);
		assertThat(List.of(pseudonyms.pseudonym("a"), pseudonyms.pseudonym("b"), pseudonyms.pseudonym(""),
				UserPseudonyms.withKey("another key of mine").pseudonym("a"),
				UserPseudonyms.withRandomKey().pseudonym("a"), UserPseudonyms.withRandomKey().pseudonym("a")))
			.doesNotHaveDuplicates();
	}

	@Test
	void randomKeyDoesNotLast() {
		assertThat(UserPseudonyms.withRandomKey().isLasting()).isFalse();
		assertThat(UserPseudonyms.withKey(KEY).isLasting()).isTrue();
	}

	@Test
	void shortKeyIsRefusedWithoutShowingIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> UserPseudonyms.withKey("tooshortsecret"))
			.withMessageNotContaining("tooshortsecret");
	}

	@Test
	void threadsDoNotMixTheirUsers() {
		UserPseudonyms pseudonyms = UserPseudonyms.withKey(KEY);
		List<String> expected = IntStream.range(0, 2000).mapToObj((i) -> pseudonyms.pseudonym("u" + i)).toList();
		List<String> parallel = IntStream.range(0, 2000)
			.parallel()
			.mapToObj((i) -> pseudonyms.pseudonym("u" + i))
			.toList();
		assertThat(parallel).isEqualTo(expected);
	}

}
