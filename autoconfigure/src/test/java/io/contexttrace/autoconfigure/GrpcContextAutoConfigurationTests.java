package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.grpc.BaggageClientInterceptor;
import io.contexttrace.carrier.grpc.ContextClientInterceptor;
import io.contexttrace.carrier.grpc.ContextServerInterceptor;
import io.contexttrace.carrier.grpc.SentMetadata;
import io.contexttrace.carrier.grpc.TraceServerInterceptor;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.CrossingTrace;
import io.contexttrace.propagation.SpanReference;
import io.contexttrace.propagation.WorkTracing;
import io.grpc.ClientInterceptor;
import io.grpc.ServerInterceptor;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.grpc.client.GlobalClientInterceptor;
import org.springframework.grpc.server.GlobalServerInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

class GrpcContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, GrpcContextAutoConfiguration.class));

	@Test
	void putsItsInterceptorsAroundTheObservations() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBeanNamesForAnnotation(GlobalServerInterceptor.class))
				.containsExactly("contextServerInterceptor", "traceServerInterceptor");
			assertThat(context.getBeanNamesForAnnotation(GlobalClientInterceptor.class))
				.containsExactly("contextClientInterceptor", "baggageClientInterceptor");
			assertThat(context.getBean(ContextServerInterceptor.class).getOrder())
				.isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(context.getBean(TraceServerInterceptor.class).getOrder()).isEqualTo(1);
			assertThat(context.getBean(ContextClientInterceptor.class).getOrder())
				.isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(context.getBean(BaggageClientInterceptor.class).getOrder()).isEqualTo(Ordered.LOWEST_PRECEDENCE);
		});
	}

	@Test
	void worksWithoutSpringsSupportOfGrpc() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.grpc"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ContextServerInterceptor.class));
	}

	@Test
	void backsOffWithoutGrpc() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.grpc"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SentMetadata.class));
	}

	@Test
	void leavesCallsAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.grpc.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ServerInterceptor.class)
				.doesNotHaveBean(ClientInterceptor.class));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ServerInterceptor.class)
				.doesNotHaveBean(ClientInterceptor.class));
	}

	@Test
	void givesWayToTheApplicationsOwn() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SentMetadata.class)
				.hasSingleBean(ContextServerInterceptor.class)
				.hasSingleBean(TraceServerInterceptor.class)
				.hasSingleBean(ContextClientInterceptor.class)
				.hasSingleBean(BaggageClientInterceptor.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		private static final ContextListener NOBODY = new ContextListener() {
		};

		@Bean
		SentMetadata ownMetadata(OutgoingHeaders headers) {
			return new SentMetadata(headers, WorkTracing.none());
		}

		@Bean
		ContextServerInterceptor ownServerInterceptor(ContextReceiver receiver) {
			return new ContextServerInterceptor(receiver, NOBODY);
		}

		@Bean
		TraceServerInterceptor ownTraceInterceptor() {
			return new TraceServerInterceptor(
					new CrossingTrace(new CurrentContext(List.of()), WorkTracing.none(), SpanReference.Source.none()));
		}

		@Bean
		ContextClientInterceptor ownClientInterceptor(SentMetadata metadata) {
			return new ContextClientInterceptor(metadata, NOBODY, ObservationRegistry.NOOP);
		}

		@Bean
		BaggageClientInterceptor ownBaggageInterceptor(SentMetadata metadata) {
			return new BaggageClientInterceptor(metadata);
		}

	}

}
