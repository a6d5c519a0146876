package io.contexttrace.autoconfigure;

import io.contexttrace.feedback.ReactiveFeedbackEndpoint;
import io.contexttrace.feedback.ServletFeedbackEndpoint;
import io.contexttrace.llm.feedback.FeedbackRecorder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Auto-configuration that takes feedback over HTTP, if the application has switched it
 * on.
 */
@AutoConfiguration(after = FeedbackContextAutoConfiguration.class)
@ConditionalOnClass(JsonMapper.class)
@ConditionalOnBean(FeedbackRecorder.class)
@ConditionalOnBooleanProperty(name = "context-trace.feedback.endpoint.enabled")
public final class FeedbackEndpointContextAutoConfiguration {

	/**
	 * What needs Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ DispatcherServlet.class, org.springframework.web.servlet.function.RouterFunction.class })
	static class ServletConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "feedbackEndpoint")
		org.springframework.web.servlet.function.RouterFunction<?> feedbackEndpoint(FeedbackProperties properties,
				FeedbackRecorder recorder) {
			return ServletFeedbackEndpoint.route(FeedbackPath.of(properties), recorder);
		}

	}

	/**
	 * What needs Spring WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(RouterFunction.class)
	static class ReactiveConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "feedbackEndpoint")
		RouterFunction<?> feedbackEndpoint(FeedbackProperties properties, FeedbackRecorder recorder) {
			return ReactiveFeedbackEndpoint.route(FeedbackPath.of(properties), recorder);
		}

	}

}
