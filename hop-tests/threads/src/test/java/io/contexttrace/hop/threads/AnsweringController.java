package io.contexttrace.hop.threads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;

import io.contexttrace.CurrentContext;
import io.contexttrace.hop.Witness;
import org.awaitility.Awaitility;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Answers asynchronously in every way that Spring MVC has. Each answer does the work that
 * its path names.
 */
@RestController
class AnsweringController {

	private static final long FOREVER = -1;

	// the witness blocks
	private final Scheduler blocking = Schedulers.boundedElastic();

	private final Witness witness;

	AnsweringController(Witness witness) {
		this.witness = witness;
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		return () -> work("callable");
	}

	@GetMapping("/web-async-task")
	WebAsyncTask<String> webAsyncTask() {
		return new WebAsyncTask<>(null, new SimpleAsyncTaskExecutor(), () -> work("web-async-task"));
	}

	@GetMapping("/task-timeout")
	WebAsyncTask<String> taskTimeout() {
		WebAsyncTask<String> task = new WebAsyncTask<>(50L, AnsweringController::waitForInterrupt);
		task.onTimeout(() -> work("task-timeout"));
		return task;
	}

	@GetMapping("/task-failure")
	Callable<String> taskFailure() {
		return () -> {
			throw new WorkFailure("task-failure");
		};
	}

	@GetMapping("/deferred")
	DeferredResult<String> deferred() {
		DeferredResult<String> result = new DeferredResult<>();
		result.onCompletion(() -> work("deferred"));
		new Thread(() -> result.setResult("answer")).start();
		return result;
	}

	@GetMapping("/deferred-failure")
	DeferredResult<String> deferredFailure() {
		DeferredResult<String> result = new DeferredResult<>();
		new Thread(() -> result.setErrorResult(new WorkFailure("deferred-failure"))).start();
		return result;
	}

	@GetMapping("/deferred-timeout")
	DeferredResult<String> deferredTimeout() {
		DeferredResult<String> result = new DeferredResult<>(50L);
		result.onTimeout(() -> result.setResult(work("deferred-timeout")));
		return result;
	}

	@GetMapping("/body")
	StreamingResponseBody body() {
		return (out) -> out.write(work("body").getBytes(StandardCharsets.UTF_8));
	}

	@GetMapping("/emitter")
	SseEmitter emitter() {
		SseEmitter emitter = new SseEmitter();
		new Thread(CurrentContext.capture().wrap(() -> {
			work("emitter");
			emitter.complete();
		})).start();
		return emitter;
	}

	@GetMapping("/emitter-completion")
	SseEmitter emitterCompletion() {
		SseEmitter emitter = new SseEmitter(50L);
		emitter.onTimeout(emitter::complete);
		emitter.onCompletion(() -> work("emitter-completion"));
		return emitter;
	}

	@GetMapping("/emitter-timeout")
	SseEmitter emitterTimeout() {
		SseEmitter emitter = new SseEmitter(50L);
		emitter.onTimeout(() -> {
			work("emitter-timeout");
			emitter.complete();
		});
		return emitter;
	}

	@GetMapping("/emitter-disconnect")
	SseEmitter emitterDisconnect() {
		SseEmitter emitter = new SseEmitter(FOREVER);
		emitter.onError((failure) -> work("emitter-disconnect"));
		new Thread(() -> sendUntilNobodyListens(emitter)).start();
		return emitter;
	}

	@GetMapping(path = "/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> flux() {
		return Flux.range(0, 3)
			.delayElements(Duration.ofMillis(5), this.blocking)
			.map((number) -> (number == 2) ? work("flux") : "chunk");
	}

	@GetMapping(path = "/flux-disconnect", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> fluxDisconnect() {
		return Flux.range(0, Integer.MAX_VALUE)
			.delayElements(Duration.ofMillis(5), this.blocking)
			.map((number) -> "chunk")
			.doFinally((signal) -> work("flux-disconnect"));
	}

	@GetMapping("/mono")
	Mono<String> mono() {
		return Mono.delay(Duration.ofMillis(5), this.blocking).map((number) -> work("mono"));
	}

	@GetMapping("/mono-failure")
	Mono<String> monoFailure() {
		return Mono.delay(Duration.ofMillis(5), this.blocking).then(Mono.error(new WorkFailure("mono-failure")));
	}

	@ExceptionHandler
	String handle(WorkFailure failure) {
		return work(failure.what);
	}

	private String work(String what) {
		this.witness.work(what);
		return what;
	}

	private static String waitForInterrupt() {
		try {
			Thread.currentThread().join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return "";
	}

	private static void sendUntilNobodyListens(SseEmitter emitter) {
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> !isSent(emitter));
	}

	// it is for the container to tell of the failure
	private static boolean isSent(SseEmitter emitter) {
		try {
			emitter.send("chunk");
			return true;
		}
		catch (IOException | IllegalStateException ex) {
			return false;
		}
	}

	/**
	 * A failure that its handler does work for.
	 */
	private static final class WorkFailure extends RuntimeException {

		private final String what;

		WorkFailure(String what) {
			super(what);
			this.what = what;
		}

	}

}
