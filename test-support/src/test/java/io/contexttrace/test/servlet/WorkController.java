package io.contexttrace.test.servlet;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.contexttrace.header.ContextHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Works in each of the ways in which a controller can, and says so in the log.
 */
@RestController
class WorkController {

	private static final Logger logger = LoggerFactory.getLogger(WorkController.class);

	private final RestClient client;

	private final @Nullable ContextHeaders headers;

	WorkController(RestClient.Builder builder, ObjectProvider<ContextHeaders> headers) {
		this.client = builder.build();
		this.headers = headers.getIfAvailable();
	}

	@GetMapping({ "/work", "/documents/{id}", "/excluded/work" })
	String work() {
		logger.info("controller");
		BusinessContext context = CurrentContext.get();
		return (context != null) ? context.toString() : "no context";
	}

	@GetMapping("/handled")
	String handled() {
		throw new UnsupportedOperationException("handled by the application");
	}

	@ExceptionHandler
	ResponseEntity<String> handle(UnsupportedOperationException ex) {
		logger.info("exception handler");
		return ResponseEntity.badRequest().body("handled");
	}

	@GetMapping({ "/fail", "/fail-asynchronously" })
	String fail() {
		throw new IllegalStateException("not handled");
	}

	@GetMapping("/failing-callable")
	Callable<String> failingCallable() {
		return this::fail;
	}

	@GetMapping("/fail-after-flush")
	void failAfterFlush(HttpServletResponse response) throws IOException {
		response.getWriter().write("the answer has begun");
		response.flushBuffer();
		fail();
	}

	@GetMapping("/fail-after-start")
	void failAfterStart(HttpServletRequest request, HttpServletResponse response) throws IOException {
		request.startAsync();
		failAfterFlush(response);
	}

	@GetMapping("/fail-while-streaming")
	StreamingResponseBody failWhileStreaming() {
		return (output) -> {
			output.write('x');
			output.flush();
			fail();
		};
	}

	@GetMapping("/forward")
	ModelAndView forward() {
		return new ModelAndView("forward:/work");
	}

	@GetMapping("/callable")
	Callable<String> callable() {
		return () -> {
			logger.info("callable");
			return "done";
		};
	}

	@GetMapping("/deferred")
	DeferredResult<String> deferred() {
		DeferredResult<String> result = new DeferredResult<>();
		Thread worker = new Thread(() -> result.setResult("done"));
		worker.start();
		return result;
	}

	@GetMapping("/flux")
	Flux<String> flux() {
		return Flux.just("a", "b", "c")
			.delayElements(Duration.ofMillis(5))
			.doOnNext((element) -> logger.info("flux " + element));
	}

	@GetMapping("/endless")
	Flux<String> endless() {
		return Flux.interval(Duration.ofMillis(5)).onBackpressureDrop().map((tick) -> "tick " + tick);
	}

	@GetMapping("/numbered/0/{number}")
	String numbered(@PathVariable int number) {
		return say(number);
	}

	@GetMapping("/numbered/1/{number}")
	Callable<String> numberedCallable(@PathVariable int number) {
		say(number);
		return () -> say(number);
	}

	@GetMapping("/numbered/2/{number}")
	Flux<String> numberedFlux(@PathVariable int number) {
		say(number);
		return Flux.range(0, 5).delayElements(Duration.ofMillis(2)).map((element) -> say(number));
	}

	@GetMapping("/numbered/3/{number}")
	String numberedFailure(@PathVariable int number) {
		say(number);
		throw new IllegalStateException("no. " + number);
	}

	private static String say(int number) {
		logger.info("number {}", number);
		return "done";
	}

	@GetMapping("/outgoing")
	Map<String, String> outgoing(HttpServletRequest request) {
		logger.info("outgoing");
		return this.client.get()
			.uri("http://localhost:{port}/echo", request.getLocalPort())
			.retrieve()
			.body(new ParameterizedTypeReference<>() {
			});
	}

	@GetMapping("/echo")
	Map<String, String> echo(@RequestHeader HttpHeaders headers) {
		return headers.toSingleValueMap();
	}

	@GetMapping("/carried")
	Map<String, String> carried() {
		Map<String, String> carrier = new TreeMap<>();
		this.headers.writeMissing(CurrentContext.capture(), carrier, Map::get, Map::put);
		return carrier;
	}

}
