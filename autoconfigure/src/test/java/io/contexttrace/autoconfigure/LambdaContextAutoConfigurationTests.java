package io.contexttrace.autoconfigure;

import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.FunctionInvocations;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.lambda.LambdaInvocations;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, LambdaContextAutoConfiguration.class));

	@Test
	void hooksIntoTheClients() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(LambdaInvocations.class)
			.hasSingleBean(FunctionInvocations.class));
	}

	@Test
	void hooksIntoTheClientsOfAnApplicationThatIsInitializedLazily() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("lambdaInvocations")).isTrue());
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.lambda.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LambdaInvocations.class)
				.doesNotHaveBean(FunctionInvocations.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LambdaInvocations.class)
				.doesNotHaveBean(FunctionInvocations.class));
	}

	@Test
	void withoutTheSdkOnlyPlainHttpIsLeft() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(LambdaClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LambdaInvocations.class)
				.hasSingleBean(FunctionInvocations.class));
	}

	@Test
	void usersBeansWin() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasSingleBean(LambdaInvocations.class)
				.hasBean("ownInvocations")
				.hasSingleBean(FunctionInvocations.class)
				.hasBean("ownFunctions"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		FunctionInvocations ownFunctions(ContextHeaders headers, ContextEvents events) {
			return new FunctionInvocations(headers, events.listener(), true, true);
		}

		@Bean
		LambdaInvocations ownInvocations(OutgoingHeaders headers, FunctionInvocations invocations) {
			return LambdaInvocations.activate(headers, invocations, (snapshot) -> null);
		}

	}

}
