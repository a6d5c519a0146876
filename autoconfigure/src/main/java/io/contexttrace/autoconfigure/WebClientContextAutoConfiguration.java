package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.http.ContextExchangeFilterFunction;
import io.contexttrace.header.OutgoingHeaders;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration that carries the context through {@link WebClient}.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.web-client.enabled", matchIfMissing = true)
public final class WebClientContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextExchangeFilterFunction contextExchangeFilterFunction(OutgoingHeaders headers, ContextEvents events) {
		return new ContextExchangeFilterFunction(headers, events.listener());
	}

	@Bean
	WebClientCustomizer contextWebClientCustomizer(ContextExchangeFilterFunction filter) {
		return (builder) -> builder.filter(filter);
	}

}
