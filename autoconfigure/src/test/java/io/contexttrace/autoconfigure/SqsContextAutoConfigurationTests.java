package io.contexttrace.autoconfigure;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.sns.SnsAutoConfiguration;
import io.awspring.cloud.autoconfigure.sns.SnsClientCustomizer;
import io.awspring.cloud.autoconfigure.sqs.SqsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration;
import io.awspring.cloud.sqs.config.SqsListenerConfigurer;
import io.awspring.cloud.sqs.support.converter.SqsMessagingMessageConverter;
import io.contexttrace.carrier.sqs.ContextHeaderMapper;
import io.contexttrace.carrier.sqs.ContextListenerConfigurer;
import io.contexttrace.carrier.sqs.ListenerWork;
import io.contexttrace.carrier.sqs.SnsContextInterceptor;
import io.contexttrace.carrier.sqs.SqsContextInterceptor;
import io.contexttrace.carrier.sqs.SqsContexts;
import io.contexttrace.carrier.sqs.SqsListenerContexts;
import io.contexttrace.propagation.ContextCrossing;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queues and topics of AWS.
 */
class SqsContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class, SqsContextAutoConfiguration.class,
				SnsContextAutoConfiguration.class));

	@Test
	void clientsConvertersAndListenersOfSpringCloudAwsTakePart() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class,
					CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
					SqsAutoConfiguration.class, SnsAutoConfiguration.class))
			.withPropertyValues("spring.cloud.aws.region.static=eu-central-1",
					"spring.cloud.aws.credentials.access-key=a", "spring.cloud.aws.credentials.secret-key=b")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ContextListenerConfigurer.class);
				assertThat(context.getBean(SqsAsyncClient.class)
					.serviceClientConfiguration()
					.overrideConfiguration()
					.executionInterceptors()).anyMatch(SqsContextInterceptor.class::isInstance);
				assertThat(context.getBean(SnsClient.class)
					.serviceClientConfiguration()
					.overrideConfiguration()
					.executionInterceptors()).anyMatch(SnsContextInterceptor.class::isInstance);
				context.getBean(SqsMessagingMessageConverter.class)
					.configureHeaderMapper((mapper) -> assertThat(mapper).isInstanceOf(ContextHeaderMapper.class));
			});
	}

	@Test
	void backsOffWhenSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.sqs.enabled=false", "context-trace.sns.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SqsContextInterceptor.class)
				.doesNotHaveBean(SqsContexts.class)
				.doesNotHaveBean(SnsContextInterceptor.class));
	}

	@Test
	void backsOffWhenAllIsSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SqsContextInterceptor.class)
				.doesNotHaveBean(SnsContextInterceptor.class));
	}

	@Test
	void backsOffWithoutTheClients() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SqsClient.class, SnsClient.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SqsContextInterceptor.class)
				.doesNotHaveBean(SnsContextInterceptor.class));
	}

	@Test
	void plainClientsNeedNoSpringCloudAws() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader(SqsAsyncClientCustomizer.class, SnsClientCustomizer.class,
					SqsListenerConfigurer.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SqsContextInterceptor.class)
				.hasSingleBean(SnsContextInterceptor.class)
				.doesNotHaveBean(SqsListenerContexts.class));
	}

	@Test
	void givesWayToBeansOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnBeans.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SqsContexts.class)
				.hasBean("ownContexts")
				.hasSingleBean(ContextListenerConfigurer.class)
				.hasBean("ownConfigurer"));
	}

	/**
	 * Beans of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		SqsContexts ownContexts(ContextCrossing crossing) {
			return new SqsContexts(crossing);
		}

		@Bean
		ContextListenerConfigurer ownConfigurer(ListenerWork works) {
			return new ContextListenerConfigurer(works);
		}

	}

}
