package io.contexttrace.autoconfigure;

import io.contexttrace.ai.ModelCalls;
import io.contexttrace.ai.bedrock.BedrockContext;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.WorkTracing;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class BedrockContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, RecordsContextAutoConfiguration.class,
					SpringAiContextAutoConfiguration.class, BedrockContextAutoConfiguration.class));

	@Test
	void hooksIntoTheClients() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(BedrockContext.class));
	}

	@Test
	void isThereWhereBeansAreLazy() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("bedrockContext")).isTrue());
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.bedrock.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BedrockContext.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BedrockContext.class));
	}

	@Test
	void backsOffWithoutTheLibrary() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(BedrockRuntimeClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BedrockContext.class));
	}

	@Test
	void usersBeanWins() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasSingleBean(BedrockContext.class).hasBean("own"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		BedrockContext own(ModelCalls calls, OutgoingHeaders headers) {
			return BedrockContext.activate(calls, headers, WorkTracing.none());
		}

	}

}
