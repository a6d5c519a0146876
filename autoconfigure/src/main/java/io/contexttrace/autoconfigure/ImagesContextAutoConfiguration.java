package io.contexttrace.autoconfigure;

import io.contexttrace.ai.operation.ImageObservationHandler;
import io.contexttrace.ai.operation.OperationCalls;
import io.contexttrace.llm.LlmCallRecorder;

import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that records the calls to image models.
 */
@AutoConfiguration(after = SpringAiContextAutoConfiguration.class)
@ConditionalOnClass(ImageModelObservationContext.class)
@ConditionalOnBean({ ContextEvents.class, LlmCallRecorder.class })
@ConditionalOnBooleanProperty(name = "context-trace.images.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ImagesProperties.class)
@Import(OperationCallsConfiguration.class)
public final class ImagesContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ImageObservationHandler contextImageObservationHandler(OperationCalls calls) {
		return new ImageObservationHandler(calls);
	}

}
