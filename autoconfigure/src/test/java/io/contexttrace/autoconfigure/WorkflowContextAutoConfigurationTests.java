package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.RecordingListener;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.workflow.ContextScope;
import io.contexttrace.workflow.ReactiveContexts;
import io.contexttrace.workflow.ReactiveSteps;
import io.contexttrace.workflow.Steps;
import io.contexttrace.workflow.TraceStep;
import io.contexttrace.workflow.WorkflowPostProcessor;
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

class WorkflowContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, WorkflowContextAutoConfiguration.class))
		.withBean(RecordingListener.class)
		.withBean(Importer.class);

	@Test
	void opensTheContextAndTheStepOfAMethod() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Importer.class).process("d-1"))
				.isEqualTo(BusinessContext.of(new ContextId("d-1"), "document"));
			assertThat(context.getBean(RecordingListener.class).takeStep().name()).isEqualTo("process");
		});
	}

	@Test
	void leavesBeansAloneIfToldSoAndPlainCallsWork() {
		this.contextRunner.withPropertyValues("context-trace.workflow.enabled=false").run((context) -> {
			leavesBeansAlone(context);
			assertPlainCallsWork(context);
		});
	}

	@Test
	void leavesBeansAloneWhenTracingIsOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false").run(this::leavesBeansAlone);
	}

	@Test
	void plainCallsWorkWithoutSpringAop() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, WorkflowContextAutoConfiguration.class))
			.withBean(RecordingListener.class)
			.withClassLoader(new FilteredClassLoader(AbstractBeanFactoryAwareAdvisingPostProcessor.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("workflowPostProcessor");
				assertPlainCallsWork(context);
			});
	}

	@Test
	void worksWithoutReactor() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Flux.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(WorkflowPostProcessor.class)
				.doesNotHaveBean(ReactiveSteps.class)
				.doesNotHaveBean(ReactiveContexts.class));
	}

	@Test
	void givesWayToTheApplicationsBeans() {
		this.contextRunner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(context).hasSingleBean(WorkflowPostProcessor.class)
				.hasBean("ownProcessor")
				.hasSingleBean(Steps.class)
				.hasBean("ownSteps")
				.hasSingleBean(ReactiveSteps.class)
				.hasBean("ownReactiveSteps")
				.hasSingleBean(ReactiveContexts.class)
				.hasBean("ownReactiveContexts"));
	}

	private void leavesBeansAlone(ApplicationContext context) {
		assertThat(AopUtils.isAopProxy(context.getBean(Importer.class))).isFalse();
		assertThat(context.getBeansOfType(WorkflowPostProcessor.class)).isEmpty();
	}

	private static void assertPlainCallsWork(ApplicationContext context) throws InterruptedException {
		CurrentContext contexts = context.getBean(CurrentContext.class);
		Steps steps = context.getBean(Steps.class);
		String seen = contexts.call(BusinessContext.of(new ContextId("a"), "document"),
				() -> steps.observe("retrieve", () -> CurrentContext.capture().step()));
		assertThat(seen).isEqualTo("retrieve");
		assertThat(context.getBean(RecordingListener.class).takeStep().name()).isEqualTo("retrieve");
	}

	static class Importer {

		@ContextScope(kind = "document", id = "#documentId")
		@TraceStep
		@Nullable BusinessContext process(String documentId) {
			return CurrentContext.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		static WorkflowPostProcessor ownProcessor() {
			CurrentContext contexts = new CurrentContext(List.of());
			NewContexts newContexts = new NewContexts(ContextIdGenerator.uuidV7(), "session", new RecordingListener());
			return new WorkflowPostProcessor(() -> contexts, () -> newContexts, () -> {
				throw new IllegalStateException();
			});
		}

		@Bean
		Steps ownSteps(CurrentContext contexts, ContextCrossing crossing) {
			return new Steps(contexts, crossing);
		}

		@Bean
		ReactiveSteps ownReactiveSteps(Steps steps) {
			return new ReactiveSteps(steps);
		}

		@Bean
		ReactiveContexts ownReactiveContexts(CurrentContext contexts) {
			return new ReactiveContexts(contexts);
		}

	}

}
