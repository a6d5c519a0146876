package io.contexttrace;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * UUIDs of RFC 9562 from a random source that no thread waits for.
 */
final class RandomUuids {

	private static final long VARIANT = 0x8000_0000_0000_0000L;

	private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

	private RandomUuids() {
	}

	static UUID version4() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		return new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & VARIANT_MASK) | VARIANT);
	}

	static UUID version7(long epochMillis) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long timeAndRandom = (epochMillis << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
		return new UUID(timeAndRandom, (random.nextLong() & VARIANT_MASK) | VARIANT);
	}

}
