package io.contexttrace.llm.record;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

	@Test
	void letsThoseOfOneSecondThroughAtOnce() {
		TokenBucket bucket = new TokenBucket(5, this.now::get);
		assertThat(taken(bucket, 100)).isEqualTo(5);
	}

	@Test
	void fillsUpInTime() {
		TokenBucket bucket = new TokenBucket(5, this.now::get);
		taken(bucket, 100);
		pass(Duration.ofMillis(200));
		assertThat(taken(bucket, 100)).isEqualTo(1);
		pass(Duration.ofMillis(600));
		assertThat(taken(bucket, 100)).isEqualTo(3);
		pass(Duration.ofHours(1));
		assertThat(taken(bucket, 100)).isEqualTo(5);
	}

	@Test
	void rateBelowOneLetsOneThroughNowAndThen() {
		TokenBucket bucket = new TokenBucket(0.5, this.now::get);
		assertThat(taken(bucket, 10)).isOne();
		pass(Duration.ofMillis(1900));
		assertThat(taken(bucket, 10)).isZero();
		pass(Duration.ofMillis(101));
		assertThat(taken(bucket, 10)).isOne();
	}

	@Test
	void rateHoldsForSeveralThreads() throws Exception {
		TokenBucket bucket = new TokenBucket(100, this.now::get);
		AtomicInteger taken = new AtomicInteger();
		ExecutorService pool = Executors.newFixedThreadPool(8);
		try {
			for (int second = 0; second < 20; second++) {
				Stream<Future<?>> threads = IntStream.range(0, 8)
					.mapToObj((i) -> pool.submit(() -> taken.addAndGet(taken(bucket, 200))));
				for (Future<?> thread : threads.toList()) {
					thread.get();
				}
				assertThat(taken.getAndSet(0)).isEqualTo(100);
				pass(Duration.ofSeconds(1));
			}
		}
		finally {
			pool.shutdownNow();
		}
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private static int taken(TokenBucket bucket, int tries) {
		return (int) IntStream.range(0, tries).filter((i) -> bucket.tryTake()).count();
	}

}
