package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.UserPseudonyms;
import io.contexttrace.carrier.webflux.ContextExceptionHandlers;
import io.contexttrace.carrier.webflux.ContextHttpHandlers;
import io.contexttrace.carrier.webflux.PrincipalWebFilter;
import io.contexttrace.carrier.webflux.ReactiveContextResolver;
import io.contexttrace.carrier.webflux.RequestReader;
import io.contexttrace.carrier.webflux.TraceHeadersWebFilter;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.propagation.ObservationSpans;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;

/**
 * Auto-configuration that takes a context from each request that arrives at a reactive
 * server, and answers with its ids.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ HttpHandlerDecoratorFactory.class, Mono.class, WebHttpHandlerBuilderCustomizer.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.web-flux.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WebFluxProperties.class)
public final class WebFluxContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestReader reactiveRequestReader(ObjectProvider<ReactiveContextResolver> resolvers, ContextReceiver receiver,
			ContextHeaders headers) {
		return new RequestReader(ReactiveContextResolver.firstOf(resolvers.orderedStream().toList()), receiver,
				headers.names());
	}

	@Bean
	@ConditionalOnMissingBean
	ContextHttpHandlers contextHttpHandlers(RequestReader reader, ContextEvents events, WebFluxProperties properties) {
		return new ContextHttpHandlers(reader, events.listener(),
				PathChecks.exclusions("web-flux.exclude", properties.exclude()));
	}

	@Bean
	@ConditionalOnMissingBean
	TraceHeadersWebFilter traceHeadersWebFilter(CurrentContext contexts, ObjectProvider<ObservationSpans> spans) {
		return new TraceHeadersWebFilter(contexts, spans.getIfAvailable(ObservationSpans::none));
	}

	@Bean
	@ConditionalOnMissingBean
	PrincipalWebFilter principalWebFilter(CurrentContext contexts, RequestReader reader, UserPseudonyms pseudonyms,
			ContextTraceProperties properties) {
		return new PrincipalWebFilter(contexts, reader, properties.user().fromPrincipal() ? pseudonyms : null);
	}

	// last, so that the handlers that other customizers add are among them
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebHttpHandlerBuilderCustomizer contextExceptionHandlersCustomizer() {
		return (builder) -> builder
			.exceptionHandlers((handlers) -> handlers.replaceAll(new ContextExceptionHandlers()));
	}

}
