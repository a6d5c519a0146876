package io.contexttrace.hop.soak;

import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What was seen where. Everything that arrives says itself under which context it was
 * sent; whoever works at it has to hold that one. Only what is wrong is kept.
 */
final class Ledger {

	private static final int KEPT_MISTAKES = 20;

	/**
	 * One in so many fails the first time.
	 */
	private static final int FAILING = 5;

	private final Map<String, Hop> hops = new ConcurrentHashMap<>();

	private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();

	private final AtomicLong sights = new AtomicLong();

	/**
	 * Work at what has been sent under a context.
	 * @param hop what it came over
	 * @param sentUnder the context id under which it was sent, which ends in its number
	 * @throws IllegalStateException the first time, for one in five
	 */
	void work(String hop, String sentUnder) {
		see(hop, sentUnder);
		int number = number(sentUnder);
		if (this.hops.computeIfAbsent(hop, (name) -> new Hop()).isFailing(number)) {
			throw new IllegalStateException("Fails once");
		}
	}

	/**
	 * Look at what the thread holds.
	 * @param where where that is
	 * @param expected the context id that it has to hold
	 */
	void see(String where, String expected) {
		BusinessContext context = CurrentContext.get();
		compare(where, expected, (context != null) ? context.id().value() : null);
		compare(where + " in the log", expected, MDC.get("contextId"));
	}

	void compare(String where, String expected, @Nullable String seen) {
		this.sights.incrementAndGet();
		if (!expected.equals(seen) && this.mistakes.size() < KEPT_MISTAKES) {
			this.mistakes.add(where + ": " + seen + " instead of " + expected);
		}
	}

	int done(String hop) {
		Hop known = this.hops.get(hop);
		return (known != null) ? known.done() : 0;
	}

	int failed(String hop) {
		return Objects.requireNonNull(this.hops.get(hop)).failed();
	}

	Queue<String> mistakes() {
		return this.mistakes;
	}

	long sights() {
		return this.sights.get();
	}

	static int number(String contextId) {
		return Integer.parseInt(contextId.substring(contextId.lastIndexOf('-') + 1));
	}

	/**
	 * What has come over one hop, by number.
	 */
	private static final class Hop {

		private final BitSet failed = new BitSet();

		private final BitSet done = new BitSet();

		synchronized boolean isFailing(int number) {
			if (number % FAILING == 0 && !this.failed.get(number)) {
				this.failed.set(number);
				return true;
			}
			this.done.set(number);
			return false;
		}

		synchronized int done() {
			return this.done.cardinality();
		}

		synchronized int failed() {
			return this.failed.cardinality();
		}

	}

}
