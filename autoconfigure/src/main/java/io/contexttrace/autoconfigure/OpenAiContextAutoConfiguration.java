package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.okhttp.ModelHttpHooks;
import io.contexttrace.ai.openai.OpenAiContextCustomizer;
import io.contexttrace.ai.openai.OpenAiRequestMarker;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;

import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that carries the context through the HTTP client of Spring AI's
 * OpenAI module.
 */
@AutoConfiguration(after = SpringAiContextAutoConfiguration.class)
@ConditionalOnClass({ OpenAiHttpClientBuilderCustomizer.class, OkHttpObservationInterceptor.class })
@ConditionalOnBean({ ContextEvents.class, ModelCalls.class })
@ConditionalOnBooleanProperty(name = "context-trace.open-ai.enabled", matchIfMissing = true)
@Import(ModelHttpHooksConfiguration.class)
public final class OpenAiContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OpenAiRequestMarker openAiRequestMarker() {
		return new OpenAiRequestMarker();
	}

	@Bean
	@ConditionalOnMissingBean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	OpenAiContextCustomizer openAiContextCustomizer(ModelHttpHooks hooks, OpenAiRequestMarker marker) {
		return new OpenAiContextCustomizer(hooks, marker);
	}

}
