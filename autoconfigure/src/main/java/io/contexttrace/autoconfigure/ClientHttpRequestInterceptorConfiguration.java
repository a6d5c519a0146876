package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.http.ContextClientHttpRequestInterceptor;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The interceptor that {@code RestClient} and {@code RestTemplate} share.
 */
@Configuration(proxyBeanMethods = false)
class ClientHttpRequestInterceptorConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextClientHttpRequestInterceptor contextClientHttpRequestInterceptor(OutgoingHeaders headers,
			CrossingTrace trace, ContextEvents events) {
		return new ContextClientHttpRequestInterceptor(headers, trace.tracing(), events.listener());
	}

}
