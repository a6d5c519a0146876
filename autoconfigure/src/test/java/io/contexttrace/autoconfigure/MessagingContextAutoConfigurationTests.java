package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.messaging.ContextChannelInterceptor;
import io.contexttrace.carrier.messaging.MessageContexts;
import io.contexttrace.carrier.messaging.MessageWork;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.interceptor.GlobalChannelInterceptorWrapper;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Message channels.
 */
class MessagingContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, MessagingContextAutoConfiguration.class));

	@Test
	void springIntegrationPutsItIntoAllChannels() {
		this.contextRunner.run((context) -> assertThat(context.getBean(GlobalChannelInterceptorWrapper.class))
			.extracting(GlobalChannelInterceptorWrapper::getChannelInterceptor)
			.isSameAs(context.getBean(ContextChannelInterceptor.class)));
	}

	@Test
	void channelsGetItWithoutSpringIntegrationToo() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(GlobalChannelInterceptorWrapper.class))
			.withBean(ExecutorSubscribableChannel.class)
			.run((context) -> assertThat(context.getBean(ExecutorSubscribableChannel.class).getInterceptors())
				.containsExactly(context.getBean(ContextChannelInterceptor.class)));
	}

	@Test
	void backsOffWhenSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.messaging.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ContextChannelInterceptor.class)
				.doesNotHaveBean(GlobalChannelInterceptorWrapper.class));
	}

	@Test
	void backsOffWhenAllIsSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContextChannelInterceptor.class));
	}

	@Test
	void backsOffWithoutSpringMessaging() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ExecutorChannelInterceptor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MessageContexts.class));
	}

	@Test
	void givesWayToBeansOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnBeans.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ContextChannelInterceptor.class)
				.hasBean("ownInterceptor")
				.hasSingleBean(MessageContexts.class)
				.hasBean("ownContexts"));
	}

	/**
	 * Beans of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		ContextChannelInterceptor ownInterceptor(MessageWork works) {
			return new ContextChannelInterceptor(works);
		}

		@Bean
		MessageContexts ownContexts(MessageWork works) {
			return new MessageContexts(works);
		}

	}

}
