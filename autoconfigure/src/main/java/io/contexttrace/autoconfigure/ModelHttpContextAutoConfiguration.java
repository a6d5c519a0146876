package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.client.ModelExchangeFilter;
import io.contexttrace.ai.client.ModelRestInterceptor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration that tells calls to models of the requests that they make with
 * Spring's own HTTP clients, as those of Ollama, Mistral AI and DeepSeek do.
 */
@AutoConfiguration(after = SpringAiContextAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.ai.chat.observation.ChatModelObservationContext")
@ConditionalOnBean({ ContextEvents.class, ModelCalls.class })
@ConditionalOnBooleanProperty(name = "context-trace.model-http.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ModelHttpProperties.class)
public final class ModelHttpContextAutoConfiguration {

	/**
	 * Requests that are answered in one piece.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ RestClient.class, RestClientCustomizer.class })
	static class RestClientConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ModelRestInterceptor modelRestInterceptor(ModelCalls calls) {
			return new ModelRestInterceptor(calls);
		}

		@Bean
		RestClientCustomizer modelRestClientCustomizer(ModelRestInterceptor interceptor) {
			return (builder) -> builder.requestInterceptor(interceptor);
		}

	}

	/**
	 * Requests that are answered in chunks.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebClient.class, WebClientCustomizer.class })
	static class WebClientConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ModelExchangeFilter modelExchangeFilter(ModelCalls calls) {
			return new ModelExchangeFilter(calls);
		}

		@Bean
		WebClientCustomizer modelWebClientCustomizer(ModelExchangeFilter filter) {
			return (builder) -> builder.filter(filter);
		}

	}

}
