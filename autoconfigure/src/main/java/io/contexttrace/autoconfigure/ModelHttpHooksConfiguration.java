package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.okhttp.ModelHttpHooks;
import io.contexttrace.header.OutgoingHeaders;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the hooks of all vendors share whose SDKs use OkHttp.
 */
@Configuration(proxyBeanMethods = false)
class ModelHttpHooksConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ModelHttpHooks modelHttpHooks(ModelCalls calls, OutgoingHeaders headers,
			ObjectProvider<ObservationRegistry> registry) {
		return new ModelHttpHooks(calls, headers, () -> registry.getIfUnique(() -> ObservationRegistry.NOOP));
	}

}
