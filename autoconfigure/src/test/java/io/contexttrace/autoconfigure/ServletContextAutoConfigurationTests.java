package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.servlet.ContextFilter;
import io.contexttrace.carrier.servlet.PrincipalFilter;
import io.contexttrace.carrier.servlet.RequestContextReader;
import io.contexttrace.carrier.servlet.TraceHeadersFilter;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.propagation.SpanReference;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

class ServletContextAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(ContextTraceAutoConfiguration.class,
			ServletContextAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void registersItsFiltersAroundTheServerObservationAndBehindSecurity() {
		this.contextRunner.run((context) -> {
			assertThat(order(context, ContextFilter.class)).isEqualTo(Integer.MIN_VALUE);
			assertThat(order(context, TraceHeadersFilter.class)).isEqualTo(Integer.MIN_VALUE + 2);
			assertThat(order(context, PrincipalFilter.class)).isEqualTo(-99);
		});
	}

	@Test
	void backsOffWithoutServlets() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(OncePerRequestFilter.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void backsOffWithoutAWebServer() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void leavesRequestsAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.servlet.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void backsOffWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void refusesAPatternThatIsNone() {
		this.contextRunner.withPropertyValues("context-trace.servlet.exclude=/a/{b")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class));
	}

	@Test
	void givesWayToTheApplicationsFilters() {
		this.contextRunner.withUserConfiguration(OwnFilters.class)
			.run((context) -> assertThat(context.getBeanNamesForType(FilterRegistrationBean.class))
				.containsExactlyInAnyOrder("ownContextFilter", "ownTraceHeadersFilter", "ownPrincipalFilter"));
	}

	@Test
	void givesWayToTheApplicationsReader() {
		this.contextRunner.withUserConfiguration(OwnReader.class)
			.run((context) -> assertThat(context).hasSingleBean(RequestContextReader.class).hasBean("ownReader"));
	}

	private static int order(ApplicationContext context, Class<? extends Filter> type) {
		return context.getBeansOfType(FilterRegistrationBean.class)
			.values()
			.stream()
			.filter((registration) -> type.isInstance(registration.getFilter()))
			.findFirst()
			.orElseThrow()
			.getOrder();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnReader {

		@Bean
		RequestContextReader ownReader(ContextReceiver receiver, ContextHeaders headers) {
			return new RequestContextReader((request) -> null, receiver, headers.names());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFilters {

		private final CurrentContext contexts = new CurrentContext(List.of());

		@Bean
		FilterRegistrationBean<ContextFilter> ownContextFilter(RequestContextReader reader) {
			return new FilterRegistrationBean<>(new ContextFilter(reader, new ContextListener() {
			}, (request) -> false));
		}

		@Bean
		FilterRegistrationBean<TraceHeadersFilter> ownTraceHeadersFilter() {
			return new FilterRegistrationBean<>(new TraceHeadersFilter(this.contexts, SpanReference.Source.none()));
		}

		@Bean
		FilterRegistrationBean<PrincipalFilter> ownPrincipalFilter(RequestContextReader reader) {
			return new FilterRegistrationBean<>(new PrincipalFilter(this.contexts, reader, null));
		}

	}

}
