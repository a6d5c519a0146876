package io.contexttrace.docs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.contexttrace.ContextExecutors;
import io.contexttrace.CurrentContext;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The examples of {@code docs/threads.md}.
 */
class ThreadExamples {

	private final CurrentContext contexts;

	ThreadExamples(CurrentContext contexts) {
		this.contexts = contexts;
	}

	ExecutorService pool() {
		return ContextExecutors.wrap(Executors.newFixedThreadPool(4));
	}

	CompletableFuture<Report> report(String customer) {
		Supplier<Report> load = CurrentContext.capture().wrapSupplier(() -> load(customer));
		return CompletableFuture.supplyAsync(load);
	}

	List<Report> reports(List<String> customers) {
		return customers.parallelStream().map(CurrentContext.capture().wrapFunction(this::load)).toList();
	}

	SseEmitter progress() {
		SseEmitter emitter = new SseEmitter();
		new Thread(CurrentContext.capture().wrap(() -> send(emitter))).start();
		return emitter;
	}

	CompletableFuture<Void> store(CompletableFuture<String> answer, Executor pool) {
		Executor bound = CurrentContext.capture().wrap(pool);
		return answer.thenAcceptAsync(this::store, bound);
	}

	@SuppressWarnings("FutureReturnValueIgnored")
	void startRefreshing(ScheduledExecutorService pool) {
		try (CurrentContext.Scope nothing = this.contexts.openNothing()) {
			pool.scheduleAtFixedRate(this::refresh, 0, 1, TimeUnit.MINUTES);
		}
	}

	private Report load(String customer) {
		return new Report(customer, String.valueOf(CurrentContext.get()));
	}

	private void send(SseEmitter emitter) {
		emitter.complete();
	}

	private void store(String answer) {
	}

	private void refresh() {
	}

	/**
	 * Something to load.
	 *
	 * @param customer for whom
	 * @param context under which context it was loaded
	 */
	record Report(String customer, String context) {

	}

}
