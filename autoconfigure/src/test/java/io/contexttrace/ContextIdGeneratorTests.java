package io.contexttrace;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ContextIdGeneratorTests {

	private static final int THREADS = 32;

	private static final int IDS_PER_THREAD = 5_000;

	static Stream<ContextIdGenerator> generators() {
		return Stream.of(ContextIdGenerator.uuidV7(), ContextIdGenerator.uuidV4(), ContextIdGenerator.sequence(""),
				ContextIdGenerator.sequence("shop-3"));
	}

	@ParameterizedTest
	@MethodSource("generators")
	void idsAreUniqueOverManyThreadsAndGoOverTheWire(ContextIdGenerator generator) throws InterruptedException {
		Set<ContextId> ids = ConcurrentHashMap.newKeySet();
		List<Thread> threads = IntStream.range(0, THREADS)
			.mapToObj((i) -> new Thread(
					() -> IntStream.range(0, IDS_PER_THREAD).forEach((j) -> ids.add(generator.generate()))))
			.toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(ids).hasSize(THREADS * IDS_PER_THREAD).allMatch((id) -> id.equals(ContextId.parse(id.value())));
	}

	@Test
	void versionAndVariantAreThoseOfTheStandard() {
		for (int i = 0; i < 1000; i++) {
			UUID v7 = UUID.fromString(ContextIdGenerator.uuidV7().generate().value());
			UUID v4 = UUID.fromString(ContextIdGenerator.uuidV4().generate().value());
			assertThat(v7.version()).isEqualTo(7);
			assertThat(v4.version()).isEqualTo(4);
			assertThat(List.of(v7.variant(), v4.variant())).containsOnly(2);
		}
	}

	@Test
	void version7HasTheTimeInFrontAndSortsByIt() {
		long start = 1_790_000_000_000L;
		List<String> ids = LongStream.range(start, start + 1000)
			.mapToObj((millis) -> RandomUuids.version7(millis).toString())
			.toList();
		assertThat(ids).isSorted();
		assertThat(UUID.fromString(ids.get(0)).getMostSignificantBits() >>> 16).isEqualTo(start);
	}

	@Test
	void version7IsMadeNow() {
		long before = System.currentTimeMillis();
		UUID id = UUID.fromString(ContextIdGenerator.uuidV7().generate().value());
		assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
	}

	@Test
	void sequencesOfTheSameNodeNeverCollide() {
		Set<ContextId> ids = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 100; i++) {
			ContextIdGenerator generator = ContextIdGenerator.sequence("shop-3");
			Stream.generate(generator::generate).limit(100).forEach(ids::add);
		}
		assertThat(ids).hasSize(10_000).allMatch((id) -> id.value().startsWith("shop-3-"));
	}

	@Test
	void longestSequenceStillGoesOverTheWire() {
		assertThat(ContextIdGenerator.sequence("n".repeat(32)).generate().value())
			.hasSizeLessThan(ContextId.MAX_LENGTH);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "a b", "a/b", "ä", "abcdefghijklmnopqrstuvwxyz0123456" })
	void nodeMustBeShortAndPlain(String node) {
		assertThatIllegalArgumentException().isThrownBy(() -> ContextIdGenerator.sequence(node));
	}

}
