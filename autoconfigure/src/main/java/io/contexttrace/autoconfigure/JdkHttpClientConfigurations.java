package io.contexttrace.autoconfigure;

import java.util.function.UnaryOperator;

import io.contexttrace.carrier.http.ContextHttpClients;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.java11.instrument.binder.jdk.MicrometerHttpClient;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What wraps clients of the JDK, to be imported in this order.
 */
final class JdkHttpClientConfigurations {

	private JdkHttpClientConfigurations() {
	}

	/**
	 * Clients whose requests are observed.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MicrometerHttpClient.class)
	@ConditionalOnBean({ MeterRegistry.class, ObservationRegistry.class })
	static class Observed {

		@Bean
		@ConditionalOnMissingBean
		ContextHttpClients contextHttpClients(OutgoingHeaders headers, CrossingTrace trace, ContextEvents events,
				MeterRegistry meters, ObservationRegistry observations) {
			return new ContextHttpClients(headers, trace.tracing(), events.listener(),
					(client) -> MicrometerHttpClient.instrumentationBuilder(client, meters)
						.observationRegistry(observations)
						.build());
		}

	}

	/**
	 * Clients whose requests nobody observes.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Plain {

		@Bean
		@ConditionalOnMissingBean
		ContextHttpClients contextHttpClients(OutgoingHeaders headers, CrossingTrace trace, ContextEvents events) {
			return new ContextHttpClients(headers, trace.tracing(), events.listener(), UnaryOperator.identity());
		}

	}

}
