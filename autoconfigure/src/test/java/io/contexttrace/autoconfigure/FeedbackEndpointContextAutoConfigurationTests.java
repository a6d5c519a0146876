package io.contexttrace.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

class FeedbackEndpointContextAutoConfigurationTests {

	private static final String ON = "context-trace.feedback.endpoint.enabled=true";

	private static final AutoConfigurations ALL = AutoConfigurations.of(ContextTraceAutoConfiguration.class,
			FeedbackContextAutoConfiguration.class, FeedbackEndpointContextAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner().withConfiguration(ALL);

	@Test
	void isThereIfSwitchedOn() {
		this.contextRunner.withPropertyValues(ON)
			.run((context) -> assertThat(context).hasSingleBean(RouterFunction.class));
		new ReactiveWebApplicationContextRunner().withConfiguration(ALL)
			.withPropertyValues(ON)
			.run((context) -> assertThat(context)
				.hasSingleBean(org.springframework.web.reactive.function.server.RouterFunction.class));
	}

	@Test
	void isNotThereByItself() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("feedbackEndpoint"));
		new ApplicationContextRunner().withConfiguration(ALL)
			.withPropertyValues(ON)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("feedbackEndpoint"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "context-trace.enabled=false", "context-trace.feedback.enabled=false" })
	void isNotThereWithoutFeedback(String property) {
		this.contextRunner.withPropertyValues(ON, property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("feedbackEndpoint"));
	}

	@ParameterizedTest
	@ValueSource(classes = { JsonMapper.class, DispatcherServlet.class })
	void backsOffWithoutAClassThatItNeeds(Class<?> missing) {
		this.contextRunner.withPropertyValues(ON)
			.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("feedbackEndpoint"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "feedback", "/feedback/{", "" })
	void invalidPathStopsTheStart(String path) {
		this.contextRunner.withPropertyValues(ON, "context-trace.feedback.endpoint.path=" + path)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("context-trace.feedback.endpoint.path"));
	}

	@Test
	void givesWayToTheApplicationsEndpoint() {
		RouterFunction<ServerResponse> own = RouterFunctions.route()
			.GET("/own", (request) -> ServerResponse.ok().build())
			.build();
		this.contextRunner.withPropertyValues(ON)
			.withBean("feedbackEndpoint", RouterFunction.class, () -> own)
			.run((context) -> assertThat(context.getBean(RouterFunction.class)).isSameAs(own));
	}

}
