package io.contexttrace.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TagValuesTests {

	private final TagValues values = new TagValues(2);

	@Test
	void firstValuesPassAndLaterOnesAreOther() {
		assertThat(this.values.cap("model", "a")).isEqualTo("a");
		assertThat(this.values.cap("model", "b")).isEqualTo("b");
		assertThat(this.values.cap("model", "c")).isEqualTo("other");
		assertThat(this.values.cap("model", "a")).isEqualTo("a");
	}

	@Test
	void eachTagHasItsOwnCap() {
		this.values.cap("model", "a");
		this.values.cap("model", "b");
		assertThat(this.values.cap("provider", "c")).isEqualTo("c");
	}

	@Test
	void unknownIsNoneAndTakesNoPlace() {
		assertThat(this.values.cap("model", null)).isEqualTo("none");
		assertThat(this.values.cap("model", " ")).isEqualTo("none");
		this.values.cap("model", "a");
		assertThat(this.values.cap("model", "b")).isEqualTo("b");
	}

	@Test
	void longValuesAreOther() {
		assertThat(this.values.cap("model", "x".repeat(129))).isEqualTo("other");
		assertThat(this.values.cap("model", "x".repeat(128))).isNotEqualTo("other");
	}

	@Test
	void capHoldsForSeveralThreads() {
		TagValues shared = new TagValues(10);
		Set<String> seen = ConcurrentHashMap.newKeySet();
		IntStream.range(0, 10_000).parallel().forEach((i) -> seen.add(shared.cap("model", "m" + i % 500)));
		assertThat(seen).hasSize(11).contains("other");
	}

}
