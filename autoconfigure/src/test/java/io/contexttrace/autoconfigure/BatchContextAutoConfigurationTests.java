package io.contexttrace.autoconfigure;

import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.batch.AttemptField;
import io.contexttrace.carrier.batch.BatchContexts;
import io.contexttrace.carrier.batch.BatchItems;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class BatchContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, BatchContextAutoConfiguration.class));

	@Test
	void runsCodeAsABatch() {
		this.contextRunner.run((context) -> {
			context.getBean(BatchContexts.class).restart("import", new ContextId("batch-1"), 2, () -> {
				assertThat(MDC.get("contextId")).isEqualTo("batch-1");
				assertThat(MDC.get("contextAttempt")).isEqualTo("2");
				String item = context.getBean(BatchItems.class)
					.call(new ContextId("doc-1"), () -> MDC.get("contextId") + " in " + MDC.get("parentContextId"));
				assertThat(item).isEqualTo("doc-1 in batch-1");
			});
			assertThat(MDC.get("contextAttempt")).isNull();
			assertThat(CurrentContext.get()).isNull();
		});
	}

	@Test
	void namesTheFieldAsConfigured() {
		this.contextRunner.withPropertyValues("context-trace.batch.attempt-field=attempt")
			.run((context) -> context.getBean(BatchContexts.class)
				.run("import", () -> assertThat(MDC.get("attempt")).isEqualTo("1")));
	}

	@Test
	void refusesAFieldWithoutAName() {
		this.contextRunner.withPropertyValues("context-trace.batch.attempt-field= ")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("context-trace.batch.attempt-field"));
	}

	@Test
	void leavesTheMdcAloneWhereItIsOff() {
		this.contextRunner.withPropertyValues("context-trace.mdc.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(BatchContexts.class)
				.doesNotHaveBean(AttemptField.class));
	}

	@Test
	void propertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.batch.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BatchContexts.class)
				.doesNotHaveBean(BatchItems.class)
				.doesNotHaveBean(AttemptField.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BatchContexts.class));
	}

	@Test
	void usersBeansWin() {
		this.contextRunner.withBean("ownBatches", BatchContexts.class, () -> new BatchContexts(null, null, null))
			.withBean("ownItems", BatchItems.class, () -> new BatchItems(null, null))
			.withBean("ownField", AttemptField.class, () -> new AttemptField("own"))
			.run((context) -> assertThat(context).hasSingleBean(BatchContexts.class)
				.hasSingleBean(BatchItems.class)
				.hasSingleBean(AttemptField.class)
				.hasBean("ownBatches"));
	}

}
