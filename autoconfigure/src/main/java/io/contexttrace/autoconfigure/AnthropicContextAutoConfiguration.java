package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.anthropic.AnthropicContextCustomizer;
import io.contexttrace.ai.anthropic.AnthropicRequestMarker;
import io.contexttrace.ai.okhttp.ModelHttpHooks;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;

import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that carries the context through the HTTP client of Spring AI's
 * Anthropic module.
 */
@AutoConfiguration(after = SpringAiContextAutoConfiguration.class)
@ConditionalOnClass({ AnthropicHttpClientBuilderCustomizer.class, OkHttpObservationInterceptor.class })
@ConditionalOnBean({ ContextEvents.class, ModelCalls.class })
@ConditionalOnBooleanProperty(name = "context-trace.anthropic.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AnthropicProperties.class)
@Import(ModelHttpHooksConfiguration.class)
public final class AnthropicContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AnthropicRequestMarker anthropicRequestMarker() {
		return new AnthropicRequestMarker();
	}

	@Bean
	@ConditionalOnMissingBean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	AnthropicContextCustomizer anthropicContextCustomizer(ModelHttpHooks hooks, AnthropicRequestMarker marker) {
		return new AnthropicContextCustomizer(hooks, marker);
	}

}
