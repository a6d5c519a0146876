package io.contexttrace.test.servlet;

import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.workflow.UsesPrompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A service that works with prompts, and asks another one meanwhile.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ PromptApp.Asking.class, PromptApp.Assistant.class, PromptApp.Downstream.class, ToldEvents.class })
class PromptApp {

	private static final Logger logger = LoggerFactory.getLogger(PromptApp.class);

	@RestController
	static class Asking {

		private final CurrentContext contexts;

		private final Downstream downstream;

		private final Assistant assistant;

		Asking(CurrentContext contexts, Downstream downstream, Assistant assistant) {
			this.contexts = contexts;
			this.downstream = downstream;
			this.assistant = assistant;
		}

		@GetMapping("/code/rest")
		String codeRest(@RequestParam String uri) {
			try (CurrentContext.Scope scope = this.contexts.open(new Prompt("order-help", "3", "b"))) {
				logger.info("asking");
				return this.downstream.rest(uri);
			}
		}

		@GetMapping("/code/web")
		String codeWeb(@RequestParam String uri) {
			try (CurrentContext.Scope scope = this.contexts.open(new Prompt("order-help", "3", "b"))) {
				logger.info("asking");
				return this.downstream.web(uri).block();
			}
		}

		@GetMapping("/annotated/rest")
		String annotatedRest(@RequestParam String uri) {
			return this.assistant.rest(uri);
		}

		@GetMapping("/annotated/web")
		Mono<String> annotatedWeb(@RequestParam String uri) {
			return this.assistant.web(uri);
		}

		@GetMapping("/annotated/stream")
		Flux<String> annotatedStream(@RequestParam String uri) {
			return this.assistant.stream(uri).doOnNext((answer) -> logger.info("outside"));
		}

		@GetMapping("/plain")
		String plain(@RequestParam String uri) {
			this.assistant.rest(uri);
			return this.downstream.rest(uri);
		}

	}

	@Component
	@UsesPrompt(name = "order-help", version = "3", variant = "b")
	static class Assistant {

		private final Downstream downstream;

		Assistant(Downstream downstream) {
			this.downstream = downstream;
		}

		String rest(String uri) {
			logger.info("asking");
			return this.downstream.rest(uri);
		}

		Mono<String> web(String uri) {
			return Mono.fromRunnable(() -> logger.info("asking")).then(this.downstream.web(uri));
		}

		Flux<String> stream(String uri) {
			return Flux.range(0, 3).concatMap((number) -> this.downstream.web(uri));
		}

	}

	@Component
	static class Downstream {

		private final RestClient restClient;

		private final WebClient webClient;

		Downstream(RestClient.Builder restClient, WebClient.Builder webClient) {
			this.restClient = restClient.build();
			this.webClient = webClient.build();
		}

		String rest(String uri) {
			return this.restClient.get().uri(uri).retrieve().body(String.class);
		}

		Mono<String> web(String uri) {
			return this.webClient.get().uri(uri).retrieve().bodyToMono(String.class);
		}

	}

}
