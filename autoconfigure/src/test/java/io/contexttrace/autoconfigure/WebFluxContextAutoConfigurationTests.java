package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.webflux.ContextHttpHandlers;
import io.contexttrace.carrier.webflux.PrincipalWebFilter;
import io.contexttrace.carrier.webflux.ReactiveContextResolver;
import io.contexttrace.carrier.webflux.RequestReader;
import io.contexttrace.carrier.webflux.TraceHeadersWebFilter;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.propagation.ObservationSpans;
import io.contexttrace.propagation.PathExclusions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

class WebFluxContextAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(ContextTraceAutoConfiguration.class,
			WebFluxContextAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void bindsTheContextOutsideOfEverythingElse() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(WebHttpHandlerBuilderCustomizer.class);
			assertThat(context.getBean(ContextHttpHandlers.class).getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(context.getBean(TraceHeadersWebFilter.class).getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(context.getBean(PrincipalWebFilter.class).getOrder()).isEqualTo(-99);
		});
	}

	@Test
	void backsOffWithoutAReactiveServer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HttpHandlerDecoratorFactory.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestReader.class));
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RequestReader.class));
	}

	@Test
	void leavesRequestsAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.web-flux.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebFilter.class));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebFilter.class));
	}

	@Test
	void refusesAPatternThatIsNone() {
		this.contextRunner.withPropertyValues("context-trace.web-flux.exclude=/a/{b")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class));
	}

	@Test
	void givesWayToTheApplicationsOwn() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RequestReader.class)
				.hasSingleBean(ContextHttpHandlers.class)
				.hasSingleBean(TraceHeadersWebFilter.class)
				.hasSingleBean(PrincipalWebFilter.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		private final CurrentContext contexts = new CurrentContext(List.of());

		@Bean
		RequestReader ownReader(ContextReceiver receiver, ContextHeaders headers) {
			return new RequestReader(ReactiveContextResolver.firstOf(List.of()), receiver, headers.names());
		}

		@Bean
		ContextHttpHandlers ownHandlers(RequestReader reader) {
			return new ContextHttpHandlers(reader, new ContextListener() {
			}, PathExclusions.of(List.of()));
		}

		@Bean
		TraceHeadersWebFilter ownTraceHeadersFilter() {
			return new TraceHeadersWebFilter(this.contexts, ObservationSpans.none());
		}

		@Bean
		PrincipalWebFilter ownPrincipalFilter(RequestReader reader) {
			return new PrincipalWebFilter(this.contexts, reader, null);
		}

	}

}
