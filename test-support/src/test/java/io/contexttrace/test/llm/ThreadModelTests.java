package io.contexttrace.test.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.Stage;
import io.contexttrace.propagation.ContextThreadLocalAccessor;
import io.contexttrace.test.RecordedCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls are followed on all kinds of threads, with and without Reactor's help.
 */
class ThreadModelTests {

	@ParameterizedTest
	@CsvSource({ "call, spring.threads.virtual.enabled=true", "stream, spring.threads.virtual.enabled=true",
			"call, spring.reactor.context-propagation=limited", "stream, spring.reactor.context-propagation=limited",
			"call, management.tracing.sampling.probability=0", "stream, management.tracing.sampling.probability=0",
			"call, context-trace.chat-model.enabled=false", "stream, context-trace.chat-model.enabled=false" })
	void toolsAndRoundsBelongToTheUsersCall(String path, String property) {
		try (FollowedApplication app = FollowedApplication.start(property)) {
			app.inContext(() -> app.ask(path,
					app.client().prompt("[two-rounds] Where is order A-1001?").tools(app.orders())));
			List<LlmCall> rounds = app.calls(3);
			assertThat(rounds).allSatisfy((call) -> assertThat(call.context()).isEqualTo(FollowedApplication.CONTEXT));
			assertThat(rounds.get(2).timing().stages()).containsKeys(Stage.BEFORE_MODEL, Stage.TOOLS,
					Stage.AFTER_MODEL);
			String parent = rounds.get(0).ids().parentRequestId();
			assertThat(rounds).extracting((call) -> call.ids().parentRequestId()).containsOnly(parent);
			assertThat(app.orders().held).hasSize(2).allSatisfy((held) -> {
				assertThat(held.context()).isEqualTo(FollowedApplication.CONTEXT);
				assertThat(held.userCall().requestId()).isEqualTo(parent);
			});
			app.assertNothingHeld();
		}
	}

	@Test
	void callsOnVirtualThreadsKeepTheirOwnContexts() throws Exception {
		ExecutorService executor = virtualThreads();
		try (FollowedApplication app = FollowedApplication.start("spring.threads.virtual.enabled=true")) {
			List<Future<?>> answers = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				String id = "v-" + i;
				String path = (i % 2 == 0) ? "call" : "stream";
				answers.add(executor.submit(() -> app.in(context(id), () -> app.ask(path,
						app.client().prompt("[echo] " + id + " order A-1001").tools(app.orders())))));
			}
			for (Future<?> answer : answers) {
				answer.get();
			}
			assertOwnContexts(app, 40);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void streamsThatInterleaveOnOneThreadKeepTheirOwnContexts() {
		Scheduler one = Schedulers.newSingle("one");
		try (FollowedApplication app = FollowedApplication.start()) {
			List<Flux<String>> streams = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				String id = "s-" + i;
				ContextSnapshot snapshot = app.bean(CurrentContext.class).snapshot(context(id), null);
				streams.add(app.client()
					.prompt("[slow] [echo] " + id + " says one two")
					.stream()
					.content()
					.publishOn(one)
					.doOnNext((chunk) -> assertThat(CurrentContext.get().id().value()).isEqualTo(id))
					.subscribeOn(one)
					.contextWrite((view) -> view.put(ContextThreadLocalAccessor.KEY, snapshot)));
			}
			Flux.merge(streams).blockLast(FollowedApplication.TIMEOUT);
			assertOwnContexts(app, 2);
			assertThat(app.calls(2)).extracting((call) -> call.ids().parentRequestId()).doesNotHaveDuplicates();
		}
		finally {
			one.dispose();
		}
	}

	private static void assertOwnContexts(FollowedApplication app, int count) {
		app.calls(count);
		assertThat(app.bean(RecordedCalls.class).records())
			.allSatisfy((record) -> assertThat(record.content().output().get(0).text().value())
				.startsWith(record.call().context().id().value() + " "));
		app.assertNothingHeld();
	}

	private static BusinessContext context(String id) {
		return BusinessContext.of(new ContextId(id), "session");
	}

	// virtual threads are newer than the Java that this project is built for
	private static ExecutorService virtualThreads() throws ReflectiveOperationException {
		try {
			return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}
		catch (NoSuchMethodException ex) {
			return Executors.newCachedThreadPool();
		}
	}

}
