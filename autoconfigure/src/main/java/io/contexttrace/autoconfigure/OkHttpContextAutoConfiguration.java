package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.http.OkHttpContext;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.ObservationRegistry;
import okhttp3.OkHttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that lets clients of OkHttp carry the context.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class })
@ConditionalOnClass({ OkHttpClient.class, OkHttpObservationInterceptor.class, ContextSnapshotFactory.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.ok-http.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OkHttpProperties.class)
public final class OkHttpContextAutoConfiguration {

	private static final String OBSERVATION_NAME = "okhttp.requests";

	@Bean
	@ConditionalOnMissingBean
	OkHttpContext okHttpContext(OutgoingHeaders headers, CrossingTrace trace, ContextEvents events,
			ObjectProvider<ObservationRegistry> registry) {
		return new OkHttpContext(headers, trace.tracing(), events.listener(),
				() -> OkHttpObservationInterceptor
					.builder(registry.getIfUnique(() -> ObservationRegistry.NOOP), OBSERVATION_NAME)
					.build());
	}

}
