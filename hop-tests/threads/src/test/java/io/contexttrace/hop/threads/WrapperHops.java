package io.contexttrace.hop.threads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.contexttrace.ContextExecutors;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;

/**
 * The hops that have no hook, with the one call that each of them needs.
 */
final class WrapperHops {

	private WrapperHops() {
	}

	static Map<String, Hop> all() {
		Map<String, Hop> hops = new LinkedHashMap<>();
		hops.put("thread", (application, work) -> {
			Thread thread = new Thread(CurrentContext.capture().wrap(work));
			thread.start();
			thread.join();
		});
		hops.put("pool", (application, work) -> {
			ExecutorService pool = ContextExecutors.wrap(Executors.newFixedThreadPool(1));
			pool.submit(work).get();
			pool.shutdown();
		});
		hops.put("scheduled-pool", (application, work) -> {
			ScheduledExecutorService pool = ContextExecutors.wrap(Executors.newScheduledThreadPool(1));
			pool.schedule(work, 1, TimeUnit.MILLISECONDS).get();
			pool.shutdown();
		});
		hops.put("common-pool",
				(application, work) -> CompletableFuture.runAsync(CurrentContext.capture().wrap(work)).get());
		hops.put("common-pool-executor",
				(application, work) -> CompletableFuture
					.runAsync(work, ContextExecutors.wrap((ExecutorService) ForkJoinPool.commonPool()))
					.get());
		hops.put("stage", WrapperHops::stage);
		hops.put("stages", WrapperHops::stages);
		hops.put("parallel-stream", (application, work) -> {
			List<Runnable> all = List.of(work, () -> {
			}, () -> {
			}, () -> {
			});
			all.parallelStream().forEach(CurrentContext.capture().wrapConsumer(Runnable::run));
		});
		return hops;
	}

	// whoever completes the first stage starts the second one, and holds nothing
	private static void stage(Object application, Runnable work) throws Exception {
		CompletableFuture<String> first = new CompletableFuture<>();
		ContextSnapshot snapshot = CurrentContext.capture();
		CompletableFuture<Void> second = first.thenRunAsync(work, snapshot.wrap(ForkJoinPool.commonPool()));
		Thread thread = new Thread(() -> first.complete("done"));
		thread.start();
		second.get();
		thread.join();
	}

	private static void stages(Object application, Runnable work) throws Exception {
		ExecutorService pool = ContextExecutors.wrap(Executors.newFixedThreadPool(2));
		CompletableFuture.supplyAsync(() -> "first", pool)
			.thenApplyAsync(String::length, pool)
			.thenRunAsync(work, pool)
			.get();
		pool.shutdown();
	}

}
