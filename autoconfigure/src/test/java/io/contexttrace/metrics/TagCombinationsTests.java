package io.contexttrace.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TagCombinationsTests {

	@Test
	void firstCombinationsPassAndLaterOnesAreOther() {
		TagCombinations<LlmTags> combinations = new TagCombinations<>(1, LlmTags::other);
		assertThat(combinations.cap(tags("a", "none"))).isEqualTo(tags("a", "none"));
		assertThat(combinations.cap(tags("b", "none")))
			.isEqualTo(new LlmTags("chat", "other", "other", "other", "other", "other", "none"));
		assertThat(combinations.cap(tags("b", "timeout")).errorType()).isEqualTo("other");
		assertThat(combinations.cap(tags("a", "none"))).isEqualTo(tags("a", "none"));
	}

	@Test
	void capHoldsForSeveralThreads() {
		TagCombinations<LlmTags> combinations = new TagCombinations<>(10, LlmTags::other);
		Set<LlmTags> seen = ConcurrentHashMap.newKeySet();
		IntStream.range(0, 10_000).parallel().forEach((i) -> seen.add(combinations.cap(tags("m" + i % 500, "none"))));
		assertThat(seen).hasSize(11).contains(tags("x", "none").other());
	}

	private static LlmTags tags(String model, String errorType) {
		return new LlmTags("chat", "openai", model, model, "none", "none", errorType);
	}

}
