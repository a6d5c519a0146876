package io.contexttrace.hop.webflux;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.carrier.webflux.ReactiveContextResolver;
import io.contexttrace.hop.Witness;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * A reactive application that has never heard of contexts, but for one resolver.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class WebFluxApplication {

	@Bean
	RouterFunction<ServerResponse> route(Work work) {
		return RouterFunctions.route()
			.GET("/route/{what}",
					(request) -> ServerResponse.ok().body(work.all(request.pathVariable("what")), Work.SEEN))
			.build();
	}

	@Bean
	ToldSteps toldSteps() {
		return new ToldSteps();
	}

	@Bean
	WebFilter principal() {
		return new PrincipalFromHeader();
	}

	@Bean
	@Order(-2)
	WebExceptionHandler lastResort(Witness witness) {
		return (exchange, failure) -> {
			if (!(failure instanceof BrokenException) || exchange.getResponse().isCommitted()) {
				return Mono.error(failure);
			}
			witness.log("handling-" + failure.getMessage());
			exchange.getResponse().setStatusCode(HttpStatus.INTERNAL_SERVER_ERROR);
			return exchange.getResponse().setComplete();
		};
	}

	@Bean
	ReactiveContextResolver documents() {
		return new Documents();
	}

	@Bean
	HandlerMapping sockets(Witness witness) {
		WebSocketHandler echo = (session) -> session.send(session.receive()
			.map(WebSocketMessage::getPayloadAsText)
			.publishOn(Schedulers.parallel())
			.doOnNext(witness::log)
			.map((text) -> session.textMessage(String.valueOf(MDC.get("contextId")))));
		return new SimpleUrlHandlerMapping(Map.of("/socket", echo), -1);
	}

	/**
	 * Finds documents by path, and cases by principal; takes its time, and breaks if told
	 * so.
	 */
	static class Documents implements ReactiveContextResolver {

		@Override
		public Mono<BusinessContext> resolve(ServerHttpRequest request) {
			String document = request.getHeaders().getFirst("X-Document");
			if (document == null) {
				return Mono.empty();
			}
			if (document.equals("broken")) {
				throw new IllegalStateException("no documents today");
			}
			return Mono.delay(Duration.ofMillis(5))
				.map((tick) -> BusinessContext.of(new ContextId(document), "document"));
		}

		@Override
		public Mono<BusinessContext> resolve(ServerWebExchange exchange, Principal principal) {
			return principal.getName().startsWith("case-")
					? Mono.just(BusinessContext.of(new ContextId(principal.getName()), "case")) : Mono.empty();
		}

	}

	/**
	 * What a security filter does.
	 */
	@Order(-100)
	static class PrincipalFromHeader implements WebFilter {

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
			String user = exchange.getRequest().getHeaders().getFirst("X-Test-User");
			return (user != null) ? chain.filter(exchange.mutate().principal(Mono.<Principal>just(() -> user)).build())
					: chain.filter(exchange);
		}

	}

	/**
	 * Thrown for the application's handler.
	 */
	static class BrokenException extends RuntimeException {

		BrokenException(String message) {
			super(message);
		}

	}

	/**
	 * The controller.
	 */
	@RestController
	static class Work {

		static final ParameterizedTypeReference<List<String>> SEEN = new ParameterizedTypeReference<>() {
		};

		private final Witness witness;

		private final WebClient client;

		private final ChatClient chat;

		Work(Witness witness, WebClient.Builder client, ChatClient.Builder chat,
				@Value("${hop.service.url}") String url) {
			this.witness = witness;
			this.client = client.baseUrl(url).build();
			this.chat = chat.build();
		}

		/**
		 * Go over several schedulers, and answer with what each operator saw in the MDC.
		 */
		@GetMapping("/work/{what}")
		Mono<List<String>> all(@PathVariable String what) {
			return Mono.just(List.of(seen()))
				.publishOn(Schedulers.parallel())
				.map((before) -> with(before, seen()))
				.delayElement(Duration.ofMillis(2))
				.map((before) -> with(before, seen()))
				.flatMap((before) -> this.client.get()
					.uri("/client-" + what)
					.retrieve()
					.toBodilessEntity()
					.map((response) -> with(before, seen())))
				.flatMap((before) -> Mono.fromCallable(() -> {
					this.witness.work(what);
					return with(before, seen());
				}).subscribeOn(Schedulers.boundedElastic()))
				.publishOn(Schedulers.single())
				.map((before) -> with(before, seen()));
		}

		@GetMapping(path = "/chat/{what}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> chat(@PathVariable String what) {
			return this.chat.prompt("[echo] one two three " + what)
				.options(OpenAiChatOptions.builder().model(what))
				.stream()
				.content()
				.doOnNext((chunk) -> this.witness.log("chunk-" + what));
		}

		@GetMapping(path = "/endless/{what}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> endless(@PathVariable String what) {
			return Flux.interval(Duration.ofMillis(5))
				.onBackpressureDrop()
				.map((tick) -> seen())
				.doOnCancel(() -> this.witness.log("cancelled-" + what));
		}

		@GetMapping("/broken/{what}")
		Mono<String> broken(@PathVariable String what) {
			return Mono.delay(Duration.ofMillis(1)).map((tick) -> {
				throw new BrokenException(what);
			});
		}

		@GetMapping(path = "/half/{what}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> half(@PathVariable String what) {
			return Flux.interval(Duration.ofMillis(20)).map((tick) -> {
				if (tick == 3) {
					throw new BrokenException(what);
				}
				return seen();
			});
		}

		@GetMapping("/late/{what}")
		Mono<String> late(@PathVariable String what) {
			return Mono.<String>never().timeout(Duration.ofMillis(20));
		}

		@GetMapping("/status/{status}")
		Mono<String> status(@PathVariable int status) {
			return Mono.error(new ResponseStatusException(HttpStatus.valueOf(status)));
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.GATEWAY_TIMEOUT)
		String tooLate(TimeoutException failure, ServerHttpRequest request) {
			this.witness.log("handling" + request.getPath().value().replace('/', '-'));
			return seen();
		}

		private static String seen() {
			return String.valueOf(MDC.get("contextId"));
		}

		private static List<String> with(List<String> before, String next) {
			return Stream.concat(before.stream(), Stream.of(next)).toList();
		}

	}

}
