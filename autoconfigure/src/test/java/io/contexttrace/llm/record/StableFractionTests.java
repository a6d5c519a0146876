package io.contexttrace.llm.record;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StableFractionTests {

	private static final int COUNT = 10_000;

	/**
	 * Other instances, of other versions too, must come to the same numbers: these never
	 * change.
	 */
	@ParameterizedTest
	@CsvSource({ "'',0.93676944839044", "a,0.5102945176565711", "foobar,0.17239530597254804",
			"case-4711,0.5790094128118767", "01a1fc0b-879f-75b5-9d3d-ad2563c8e8e1,0.7167469372401387",
			"日本,0.0710566827419764" })
	void numbersAreTheSameForEver(String text, double fraction) {
		assertThat(StableFraction.of(text)).isEqualTo(fraction);
	}

	@Test
	void firstStepIsFnv1a() {
		assertThat(StableFraction.fnv("a")).isEqualTo(0xaf63dc4c8601ec8cL);
		assertThat(StableFraction.fnv("foobar")).isEqualTo(0x85944171f73967e8L);
	}

	@Test
	void numbersOfRandomIdsAreSpreadEvenly() {
		Random random = new Random(4711);
		assertSpreadEvenly(Stream.generate(() -> Long.toHexString(random.nextLong())).limit(COUNT));
	}

	@Test
	void numbersOfIdsThatCountUpAreSpreadEvenly() {
		assertSpreadEvenly(IntStream.range(0, COUNT).mapToObj((i) -> "shop-3-8f2c-" + i));
		assertSpreadEvenly(IntStream.range(0, COUNT).mapToObj(Integer::toString));
		assertSpreadEvenly(IntStream.range(0, COUNT).mapToObj((i) -> "01a1fc0b-879f-7%03x-9d3d-%012d".formatted(i, i)));
	}

	// 10 parts of 1000 each, whose standard deviation is 30
	private static void assertSpreadEvenly(Stream<String> ids) {
		int[] parts = new int[10];
		ids.mapToDouble(StableFraction::of).forEach((fraction) -> {
			assertThat(fraction).isGreaterThanOrEqualTo(0).isLessThan(1);
			parts[(int) (fraction * parts.length)]++;
		});
		assertThat(parts).satisfies((counts) -> IntStream.of(counts)
			.forEach((count) -> assertThat(count).isCloseTo(COUNT / 10, within(150))));
	}

}
