package io.contexttrace.header;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Throws random texts at everything that reads texts from outside. The seed is fixed, so
 * that a failure comes back.
 */
class FuzzTests {

	private static final long SEED = 20261121;

	private static final int ROUNDS = 20_000;

	private static final List<String> PIECES = List.of("Root=", "1-67891233-abcdef012345678912345678", "Sampled=1",
			"00-67891233abcdef012345678912345678-53995c3f42cd8ad8-01", "x-context-id", "context.id", "v=", "variant=",
			"b3", "80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1", "Parent=53995c3f42cd8ad8",
			"Lineage=1:a87bd80c:0", "congo=t61rcWkgMzE", "rojo@x=1", "=", ";", ",", "%", "%0d%0a", "%C3", "%zz", " ",
			"\t", "\r\n", "\u0000", "\uD83D", "\uFF11", "ä", "-", "[", "]", ":", "::1", ".", "..", "*", "\\E", "\\Q",
			"(", "+", "a", "Z", "9", "example.com", "i".repeat(130), "b=c,".repeat(70));

	static Stream<Named<Consumer<String>>> readers() {
		return HeaderProperties.all().entrySet().stream().map((reader) -> Named.of(reader.getKey(), reader.getValue()));
	}

	@ParameterizedTest
	@MethodSource("readers")
	void noTextThrowsOrSlipsThrough(Consumer<String> reader) {
		Random random = new Random(SEED);
		for (int i = 0; i < ROUNDS; i++) {
			reader.accept(text(random));
		}
	}

	private static String text(Random random) {
		return IntStream.range(0, random.nextInt(8)).mapToObj((i) -> piece(random)).collect(Collectors.joining());
	}

	private static String piece(Random random) {
		return random.nextBoolean() ? PIECES.get(random.nextInt(PIECES.size()))
				: String.valueOf((char) random.nextInt(random.nextBoolean() ? 128 : Character.MAX_VALUE + 1));
	}

}
