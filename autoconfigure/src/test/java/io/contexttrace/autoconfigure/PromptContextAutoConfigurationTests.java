package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.CurrentContext;
import io.contexttrace.Prompt;
import io.contexttrace.workflow.PromptPostProcessor;
import io.contexttrace.workflow.ReactivePrompts;
import io.contexttrace.workflow.UsesPrompt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class PromptContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, PromptContextAutoConfiguration.class))
		.withBean(Assistant.class);

	@Test
	void opensThePromptThatAMethodNames() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(Assistant.class).ask()).isEqualTo(Prompt.of("help")));
	}

	@Test
	void leavesBeansAloneIfToldSo() {
		this.contextRunner.withPropertyValues("context-trace.prompt.enabled=false").run(this::leavesBeansAlone);
	}

	@Test
	void leavesBeansAloneWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false").run(this::leavesBeansAlone);
	}

	@Test
	void backsOffWithoutSpringAop() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, PromptContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(AbstractBeanFactoryAwareAdvisingPostProcessor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("promptPostProcessor"));
	}

	@Test
	void worksWithoutReactor() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Flux.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(PromptPostProcessor.class)
				.doesNotHaveBean(ReactivePrompts.class));
	}

	@Test
	void givesWayToTheApplicationsBeans() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasSingleBean(PromptPostProcessor.class)
				.hasBean("ownProcessor")
				.hasSingleBean(ReactivePrompts.class)
				.hasBean("ownPrompts"));
	}

	private void leavesBeansAlone(ApplicationContext context) {
		assertThat(AopUtils.isAopProxy(context.getBean(Assistant.class))).isFalse();
		assertThat(context.getBeansOfType(PromptPostProcessor.class)).isEmpty();
	}

	static class Assistant {

		@UsesPrompt(name = "help")
		@Nullable Prompt ask() {
			return CurrentContext.capture().prompt();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		static PromptPostProcessor ownProcessor() {
			return new PromptPostProcessor(() -> new CurrentContext(List.of()));
		}

		@Bean
		ReactivePrompts ownPrompts() {
			return new ReactivePrompts(new CurrentContext(List.of()));
		}

	}

}
