package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.grpc.BaggageClientInterceptor;
import io.contexttrace.carrier.grpc.ContextClientInterceptor;
import io.contexttrace.carrier.grpc.ContextServerInterceptor;
import io.contexttrace.carrier.grpc.SentMetadata;
import io.contexttrace.carrier.grpc.TraceServerInterceptor;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;
import io.grpc.ClientInterceptor;
import io.grpc.ServerInterceptor;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.client.GlobalClientInterceptor;
import org.springframework.grpc.server.GlobalServerInterceptor;

/**
 * Auto-configuration that carries the context in the metadata of calls over gRPC. It
 * comes after that of the client's observation, so that the baggage that this writes can
 * be taken off.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class },
		afterName = "org.springframework.boot.grpc.client.autoconfigure.GrpcClientObservationAutoConfiguration")
@ConditionalOnClass({ ClientInterceptor.class, ObservationRegistry.class, ServerInterceptor.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.grpc.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GrpcProperties.class)
public final class GrpcContextAutoConfiguration {

	@Bean
	@GlobalServerInterceptor
	@ConditionalOnMissingBean
	ContextServerInterceptor contextServerInterceptor(ContextReceiver receiver, ContextEvents events) {
		return new ContextServerInterceptor(receiver, events.listener());
	}

	@Bean
	@GlobalServerInterceptor
	@ConditionalOnMissingBean
	TraceServerInterceptor traceServerInterceptor(CrossingTrace trace) {
		return new TraceServerInterceptor(trace);
	}

	@Bean
	@ConditionalOnMissingBean
	SentMetadata contextSentMetadata(OutgoingHeaders headers, CrossingTrace trace) {
		return new SentMetadata(headers, trace.tracing());
	}

	@Bean
	@GlobalClientInterceptor
	@ConditionalOnMissingBean
	ContextClientInterceptor contextClientInterceptor(SentMetadata metadata, ContextEvents events,
			ObjectProvider<ObservationRegistry> observations) {
		return new ContextClientInterceptor(metadata, events.listener(),
				observations.getIfAvailable(() -> ObservationRegistry.NOOP));
	}

	@Bean
	@GlobalClientInterceptor
	@ConditionalOnMissingBean
	BaggageClientInterceptor baggageClientInterceptor(SentMetadata metadata) {
		return new BaggageClientInterceptor(metadata);
	}

}
