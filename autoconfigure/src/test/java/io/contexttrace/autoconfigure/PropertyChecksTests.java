package io.contexttrace.autoconfigure;

import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class PropertyChecksTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			context-trace.kind             | two words               | 1 to 32 letters
			context-trace.header.id        | X Context               | such as 'X-Context-Id'
			context-trace.header.kind      | X-Kind:                 | such as 'X-Context-Id'
			context-trace.header.parent    | Eltern-Ä                | such as 'X-Context-Id'
			context-trace.header.user      | a/b                     | such as 'X-Context-Id'
			context-trace.outgoing.allow   | https://crm.example.com | such as 'crm.example.com'
			context-trace.outgoing.deny    | crm.example.com:8080    | such as 'crm.example.com'
			""")
	void invalidValueStopsTheStartAndSaysHowToMendIt(String property, String value, String remedy,
			CapturedOutput output) {
		this.contextRunner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class));
		failToStart("--" + property + "=" + value);
		assertThat(description(output)).contains(property).contains(value);
		assertThat(action(output)).contains(property).contains(remedy);
	}

	@Test
	void invalidNodeStopsTheStart(CapturedOutput output) {
		failToStart("--context-trace.id.strategy=sequence", "--context-trace.id.node=shop 3");
		assertThat(description(output)).contains("context-trace.id.node").contains("shop 3");
		assertThat(action(output)).contains("such as 'shop-3'");
	}

	@Test
	void headerWithAnotherMeaningIsExplained(CapturedOutput output) {
		failToStart("--context-trace.header.kind=x-context-id");
		assertThat(description(output)).contains("context-trace.header.kind").contains("x-context-id");
		assertThat(action(output)).contains("a name of its own");
	}

	@Test
	void fieldThatBelongsToBootIsExplained(CapturedOutput output) {
		failToStart("--context-trace.mdc.request-id=traceId");
		assertThat(description(output)).contains("context-trace.mdc.request-id").contains("traceId");
		assertThat(action(output)).contains("belong to Spring Boot");
	}

	@Test
	void invalidPatternInAListIsExplained(CapturedOutput output) {
		failToStart("--context-trace.outgoing.deny[0]=crm.example.com",
				"--context-trace.outgoing.deny[1]=https://x.example.com");
		assertThat(description(output)).contains("context-trace.outgoing.deny").contains("https://x.example.com");
	}

	@Test
	void unknownStrategyIsExplainedByBoot(CapturedOutput output) {
		this.contextRunner.withPropertyValues("context-trace.id.strategy=snowflake")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining(BindException.class.getName()));
		failToStart("--context-trace.id.strategy=snowflake");
		assertThat(description(output)).contains("context-trace.id.strategy").contains("snowflake");
		assertThat(action(output)).contains("SEQUENCE").contains("UUID_V4").contains("UUID_V7");
	}

	@Test
	void shortKeyIsExplainedAndNeverShown(CapturedOutput output) {
		this.contextRunner.withPropertyValues("context-trace.user.key=sesame-1234")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class));
		failToStart("--context-trace.user.key=sesame-1234");
		assertThat(description(output)).contains("context-trace.user.key");
		assertThat(action(output)).contains("at least 16 bytes").contains("openssl rand -hex 32");
		assertThat(output).doesNotContain("sesame");
	}

	@Test
	void strategyMakesTheIds() {
		this.contextRunner.withPropertyValues("context-trace.id.strategy=sequence", "context-trace.id.node=shop-3")
			.run((context) -> assertThat(context.getBean(ContextIdGenerator.class).generate().value())
				.startsWith("shop-3-"));
	}

	@Test
	void usersGeneratorReplacesTheStrategy() {
		this.contextRunner.withBean(ContextIdGenerator.class, () -> () -> new ContextId("own"))
			.run((context) -> assertThat(context.getBean(ContextIdGenerator.class).generate())
				.isEqualTo(new ContextId("own")));
	}

	private static void failToStart(String... arguments) {
		SpringApplication application = new SpringApplication(ContextTraceAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	private static String description(CapturedOutput output) {
		String text = output.getAll();
		return text.substring(text.indexOf("Description:"), text.indexOf("Action:"));
	}

	private static String action(CapturedOutput output) {
		return output.getAll().substring(output.getAll().indexOf("Action:"));
	}

}
