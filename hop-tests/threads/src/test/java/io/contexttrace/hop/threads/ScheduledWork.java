package io.contexttrace.hop.threads;

import java.util.concurrent.CountDownLatch;

import io.contexttrace.hop.Witness;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Tasks that Spring starts by itself, in every way that it has.
 */
class ScheduledWork {

	private static final String NEVER_AGAIN = "1000000";

	private final CountDownLatch ready = new CountDownLatch(1);

	private final Witness witness;

	ScheduledWork(Witness witness) {
		this.witness = witness;
	}

	@Scheduled(fixedRate = 50)
	void rate() {
		work("rate");
	}

	@Scheduled(fixedDelay = 50)
	void delay() {
		work("delay");
	}

	@Scheduled(cron = "* * * * * *")
	void cron() {
		work("cron");
	}

	@Scheduled(initialDelay = 1)
	void once() {
		work("once");
	}

	@Scheduled(fixedRateString = NEVER_AGAIN)
	void failingRate() {
		work("failing-rate");
		throw new IllegalStateException("failing-rate failed");
	}

	@Scheduled(fixedDelayString = NEVER_AGAIN)
	void failingDelay() {
		work("failing-delay");
		throw new IllegalStateException("failing-delay failed");
	}

	@Scheduled(cron = "* * * * * *")
	void failingCron() {
		work("failing-cron");
		throw new IllegalStateException("failing-cron failed");
	}

	@Scheduled(fixedRateString = NEVER_AGAIN)
	Mono<String> reactive() {
		return Mono.just("reactive").publishOn(Schedulers.boundedElastic()).doOnNext(this::work);
	}

	@Scheduled(fixedDelayString = NEVER_AGAIN)
	Flux<String> failingReactive() {
		return Flux.just("failing-reactive")
			.publishOn(Schedulers.parallel())
			.doOnNext(this::log)
			.concatWith(Flux.error(new IllegalStateException("failing-reactive failed")));
	}

	/**
	 * Somebody watches now, and the tasks can begin.
	 */
	void begin() {
		this.ready.countDown();
	}

	private void work(String what) {
		awaitBegin();
		this.witness.work(what);
	}

	private void log(String what) {
		awaitBegin();
		this.witness.log(what);
	}

	private void awaitBegin() {
		try {
			this.ready.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A bean that is made when somebody first needs it, in a request for example.
	 */
	@Lazy
	static class Late {

		private final Witness witness;

		Late(Witness witness) {
			this.witness = witness;
		}

		@Scheduled(fixedRate = 50)
		void late() {
			this.witness.work("late");
		}

	}

}
