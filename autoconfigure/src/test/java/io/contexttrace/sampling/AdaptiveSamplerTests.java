package io.contexttrace.sampling;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdaptiveSamplerTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long MILLISECOND = SECOND / 1000;

	private static final Duration NEVER = Duration.ZERO;

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final CurrentContext contexts = new CurrentContext(List.of());

	// so that it overflows before the tests have gone far
	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10 * MILLISECOND);

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 1, 3, 7, 100, 1000 })
	void anySecondHasItsLimitAndATenthAtTheMost(double limit) {
		Sampler sampler = sampler(limit, NEVER);
		int most = (int) Math.ceil(limit) + Math.max(0, (int) (limit / 10) - 1);
		Deque<Long> latest = new ArrayDeque<>();
		Random random = new Random(42);
		int all = 0;
		for (int i = 0; i < 100_000; i++) {
			// from bursts to pauses, over many boundaries of seconds
			this.now.addAndGet((i % 500 == 0) ? random.nextLong(SECOND) : random.nextLong(MILLISECOND));
			if (isSampled(sampler, "work")) {
				all++;
				latest.add(this.now.get());
			}
			while (!latest.isEmpty() && this.now.get() - latest.peek() >= SECOND) {
				latest.remove();
			}
			assertThat(latest.size()).isLessThanOrEqualTo(most);
		}
		assertThat(all).isPositive();
	}

	@Test
	void whatIsAskedForAllTheTimeIsSampledEvenly() {
		Sampler sampler = sampler(100, NEVER);
		List<Long> sampled = new ArrayList<>();
		long start = this.now.get();
		for (int i = 0; i < 10_000; i++) {
			if (isSampled(sampler, "work")) {
				sampled.add(this.now.get() - start);
			}
			this.now.addAndGet(MILLISECOND);
		}
		// those of a tenth of a second at first, then one in each hundredth
		assertThat(sampled).hasSize(1000 + 9);
		for (int i = 11; i < sampled.size(); i++) {
			assertThat(sampled.get(i) - sampled.get(i - 1)).isEqualTo(10 * MILLISECOND);
		}
	}

	@Test
	void lessThanTheLimitIsSampledAltogether() {
		Sampler sampler = sampler(100, NEVER);
		for (int i = 0; i < 1000; i++) {
			this.now.addAndGet(11 * MILLISECOND);
			assertThat(isSampled(sampler, "work")).isTrue();
		}
	}

	@Test
	void theBoundaryOfASecondDoesNotGiveTwice() {
		Sampler sampler = sampler(100, NEVER);
		this.now.addAndGet(SECOND - MILLISECOND);
		int before = sampled(sampler, 1000, "work");
		this.now.addAndGet(2 * MILLISECOND);
		assertThat(before + sampled(sampler, 1000, "work")).isEqualTo(10);
	}

	@Test
	void aLongPauseIsNotSavedUp() {
		Sampler sampler = sampler(100, NEVER);
		this.now.addAndGet(Duration.ofDays(3).toNanos());
		assertThat(sampled(sampler, 1000, "work")).isEqualTo(10);
	}

	@Test
	void aRateBelowOneGivesOneNowAndThen() {
		Sampler sampler = sampler(0.1, NEVER);
		assertThat(sampled(sampler, 100, "work")).isEqualTo(1);
		this.now.addAndGet(9 * SECOND);
		assertThat(sampled(sampler, 100, "work")).isZero();
		this.now.addAndGet(SECOND);
		assertThat(sampled(sampler, 100, "work")).isEqualTo(1);
	}

	@Test
	void manyThreadsGetTogetherWhatOneWouldGet() throws Exception {
		Sampler sampler = sampler(1000, NEVER);
		int all = 0;
		for (int round = 0; round < 50; round++) {
			all += sampledByThreads(sampler, 8, 2000);
			this.now.addAndGet(100 * MILLISECOND);
		}
		assertThat(all).isEqualTo(50 * 100);
	}

	@Test
	void aClockThatGoesBackDoesNotStopIt() {
		Sampler sampler = sampler(100, MINUTE);
		this.now.addAndGet(Duration.ofHours(5).toNanos());
		sampled(sampler, 1000, "work");
		this.now.addAndGet(-Duration.ofHours(4).toNanos());
		assertThat(sampled(sampler, 1000, "work")).isBetween(1, 11);
		this.now.addAndGet(SECOND);
		assertThat(sampled(sampler, 1000, "work")).isEqualTo(10);
		assertThat(isSampled(sampler, "rare")).isTrue();
	}

	@Test
	void aClockThatGoesBackALittleDoesNotGiveMore() {
		Sampler sampler = sampler(100, NEVER);
		sampled(sampler, 1000, "work");
		this.now.addAndGet(-5 * MILLISECOND);
		assertThat(sampled(sampler, 1000, "work")).isZero();
	}

	@Test
	void aRareRouteIsSampledThoughTheLimitIsReached() {
		Sampler sampler = sampler(100, MINUTE);
		sampled(sampler, 1000, "busy");
		assertThat(isSampled(sampler, "rare")).isTrue();
		assertThat(isSampled(sampler, "rare")).isFalse();
		int rare = 0;
		for (int millisecond = 0; millisecond < 10 * 60_000; millisecond++) {
			this.now.addAndGet(MILLISECOND);
			isSampled(sampler, "busy");
			isSampled(sampler, "busy");
			rare += (millisecond % 100 == 99 && isSampled(sampler, "rare")) ? 1 : 0;
		}
		assertThat(rare).isBetween(9, 11);
	}

	@Test
	void aRouteWithTracesIsNotRare() {
		Sampler sampler = sampler(100, MINUTE);
		assertThat(sampled(sampler, 1000, "busy")).isEqualTo(10);
	}

	@Test
	void rareRoutesAreATenthOfTheLimit() {
		Sampler sampler = sampler(100, MINUTE);
		int all = 0;
		for (int i = 0; i < 100_000; i++) {
			this.now.addAndGet(MILLISECOND / 10);
			all += isSampled(sampler, "route-" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + i) ? 1 : 0;
		}
		assertThat(all).isBetween(1000, 1010);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 100, 1000, 10_000, 100_000 })
	void manyRareRoutesAtOnceDoNotGiveTheOthersMore(double limit) {
		Sampler sampler = sampler(limit, MINUTE);
		this.now.addAndGet(SECOND);
		int all = 0;
		for (int tenth = 0; tenth < 100; tenth++) {
			all += sampled(sampler, (int) limit, "busy");
			for (int i = 0; i < limit / 10; i++) {
				all += isSampled(sampler, "route-" + tenth + "-" + i) ? 1 : 0;
			}
			all += sampled(sampler, (int) limit, "busy");
			this.now.addAndGet(100 * MILLISECOND);
		}
		assertThat(all).isLessThanOrEqualTo((int) (limit * 10 + limit / 10 + limit / 10));
	}

	@Test
	void aRareRouteTakesItsTraceFromTheOthers() {
		Sampler sampler = sampler(10, MINUTE);
		assertThat(isSampled(sampler, "busy")).isTrue();
		assertThat(isSampled(sampler, "rare")).isTrue();
		this.now.addAndGet(100 * MILLISECOND);
		assertThat(isSampled(sampler, "busy")).isFalse();
		this.now.addAndGet(100 * MILLISECOND);
		assertThat(isSampled(sampler, "busy")).isTrue();
	}

	@Test
	void idsInPathsAreTheSameRoute() {
		Sampler sampler = sampler(0.001, MINUTE);
		assertThat(isServed(sampler, "/busy")).isTrue();
		assertThat(isServed(sampler, "/orders/4711/items")).isTrue();
		this.now.addAndGet(2 * MINUTE.toNanos() * 100);
		assertThat(isServed(sampler, "/busy")).isTrue();
		assertThat(isServed(sampler, "/orders/4712/items")).isTrue();
		assertThat(isServed(sampler, "/orders/018f-77aa/items")).isFalse();
	}

	@Test
	void requestsAreToldApartByKindAndPath() {
		assertThat(route("batch", "/orders/1")).isEqualTo(route("batch", "/orders/2"))
			.isNotEqualTo(route("session", "/orders/1"))
			.isNotEqualTo(route("batch", "/orders"))
			.isNotEqualTo(route("batch", "/parcels/1"));
		assertThat(route("batch", "/a".repeat(100_000))).isEqualTo(route("batch", "/a".repeat(200_000)));
	}

	private int route(String kind, String path) {
		return Route.of(
				this.contexts.snapshot(BusinessContext.of(new ContextId("some"), kind), null).withServedPath(path), "",
				SpanKind.SERVER);
	}

	private boolean isServed(Sampler sampler, String path) {
		BusinessContext context = BusinessContext.of(new ContextId("some"), "session");
		try (CurrentContext.Scope scope = this.contexts.snapshot(context, null).withServedPath(path).open()) {
			return isSampled(sampler, "");
		}
	}

	private int sampledByThreads(Sampler sampler, int threads, int each) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		CountDownLatch start = new CountDownLatch(threads);
		List<Future<Integer>> counts = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			counts.add(executor.submit(() -> {
				start.countDown();
				start.await();
				return sampled(sampler, each, "work");
			}));
		}
		int all = 0;
		for (Future<Integer> count : counts) {
			all += count.get();
		}
		executor.shutdown();
		return all;
	}

	private static int sampled(Sampler sampler, int times, String name) {
		int sampled = 0;
		for (int i = 0; i < times; i++) {
			sampled += isSampled(sampler, name) ? 1 : 0;
		}
		return sampled;
	}

	private static boolean isSampled(Sampler sampler, String name) {
		return sampler
			.shouldSample(Context.root(), "0af7651916cd43dd8448eb211c80319c", name, SpanKind.SERVER, Attributes.empty(),
					List.of())
			.getDecision() == SamplingDecision.RECORD_AND_SAMPLE;
	}

	private Sampler sampler(double limit, Duration routeInterval) {
		return new AdaptiveSampler(limit, routeInterval, this.now::get);
	}

}
