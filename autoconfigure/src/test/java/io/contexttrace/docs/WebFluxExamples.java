package io.contexttrace.docs;

import java.security.Principal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.carrier.webflux.ReactiveContextResolver;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * The examples of {@code docs/webflux.md}.
 */
final class WebFluxExamples {

	private WebFluxExamples() {
	}

	@Configuration(proxyBeanMethods = false)
	static class DocumentContexts {

		private static final Pattern DOCUMENT = Pattern.compile("/documents/(\\d{1,18})");

		@Bean
		ReactiveContextResolver documentContext() {
			return (request) -> {
				Matcher path = DOCUMENT.matcher(request.getPath().value());
				return path.matches()
						? Mono.just(BusinessContext.of(new ContextId("document-" + path.group(1)), "document"))
						: Mono.empty();
			};
		}

	}

	static class CaseContexts implements ReactiveContextResolver {

		@Override
		public Mono<BusinessContext> resolve(ServerHttpRequest request) {
			return Mono.empty();
		}

		@Override
		public Mono<BusinessContext> resolve(ServerWebExchange exchange, Principal principal) {
			return exchange.getSession()
				.mapNotNull((session) -> ContextId.parse(session.getAttribute("case")))
				.map((id) -> BusinessContext.of(id, "case"));
		}

	}

}
