package io.contexttrace.autoconfigure;

import com.amazonaws.services.lambda.runtime.Context;
import io.contexttrace.MdcFields;
import io.contexttrace.NewContexts;
import io.contexttrace.carrier.lambda.ContextFunctionWrapper;
import io.contexttrace.carrier.lambda.CrossingWorkOpener;
import io.contexttrace.carrier.lambda.SpanFlush;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.lambda.FunctionContexts;
import io.contexttrace.lambda.Hydration;
import io.contexttrace.lambda.InvocationEnding;
import io.contexttrace.propagation.ContextCrossing;
import io.opentelemetry.sdk.trace.SdkTracerProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.function.context.catalog.FunctionAroundWrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration that puts functions on AWS Lambda under the context of the
 * invocation.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class, afterName = {
		"org.springframework.cloud.function.observability.ObservationAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration" })
@ConditionalOnClass(Context.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.lambda.function.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LambdaFunctionProperties.class)
public final class LambdaFunctionContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Hydration functionHydration(ContextReceiver receiver, ContextHeaders headers, NewContexts newContexts,
			LambdaFunctionProperties properties) {
		return new Hydration(receiver, headers, newContexts, PropertyChecks.functionSettings(properties));
	}

	@Bean
	@ConditionalOnMissingBean
	FunctionContexts functionContexts(Hydration hydration, ContextCrossing crossing, ObjectProvider<MdcFields> fields,
			ObjectProvider<InvocationEnding> ending) {
		return new FunctionContexts(hydration, new CrossingWorkOpener(crossing),
				() -> fields.ifAvailable(MdcFields::clear), ending.getIfAvailable(() -> InvocationEnding.NOTHING));
	}

	/**
	 * OpenTelemetry, whose spans wait in a batch while the process is frozen.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SdkTracerProvider.class)
	@ConditionalOnSingleCandidate(SdkTracerProvider.class)
	static class FlushConfiguration {

		@Bean
		@ConditionalOnMissingBean(InvocationEnding.class)
		SpanFlush functionSpanFlush(SdkTracerProvider provider, LambdaFunctionProperties properties) {
			return new SpanFlush(provider, properties.function().flushTimeout());
		}

	}

	/**
	 * Spring Cloud Function, which has one wrapper around all functions.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(FunctionAroundWrapper.class)
	static class FunctionConfiguration {

		@Bean
		@ConditionalOnMissingBean(FunctionAroundWrapper.class)
		ContextFunctionWrapper contextFunctionWrapper(FunctionContexts contexts) {
			return new ContextFunctionWrapper(contexts, null);
		}

		@Bean
		static BeanPostProcessor contextFunctionPostProcessor(ObjectProvider<FunctionContexts> contexts) {
			return new WrapperPostProcessor(contexts);
		}

	}

	private record WrapperPostProcessor(ObjectProvider<FunctionContexts> contexts) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof FunctionAroundWrapper inner && !(bean instanceof ContextFunctionWrapper))
					? new ContextFunctionWrapper(this.contexts.getObject(), inner) : bean;
		}

	}

}
