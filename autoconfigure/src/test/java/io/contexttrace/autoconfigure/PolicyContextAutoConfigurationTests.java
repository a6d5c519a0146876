package io.contexttrace.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.llm.Cost;
import io.contexttrace.llm.DebugContexts;
import io.contexttrace.llm.Kept;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallFixture;
import io.contexttrace.llm.RecordPolicy;
import io.contexttrace.llm.record.RecentDebugContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class PolicyContextAutoConfigurationTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("c-1"), "session");

	private static final LlmCall CALL = LlmCallFixture.call("r-1", CONTEXT);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, PolicyContextAutoConfiguration.class));

	@Test
	void keepsEverythingUnlessToldOtherwise() {
		this.contextRunner.run((context) -> assertThat(context.getBean(RecordPolicy.class).decide(CALL))
			.isEqualTo(new Kept(true, "ratio")));
	}

	@Test
	void goesByItsProperties() {
		this.contextRunner
			.withPropertyValues("context-trace.content.keep.ratio=0", "context-trace.content.keep.costlier-than=0.10")
			.run((context) -> {
				RecordPolicy policy = context.getBean(RecordPolicy.class);
				assertThat(policy.decide(CALL)).isEqualTo(new Kept(false, "not_sampled"));
				assertThat(policy.decide(CALL.withCost(new Cost(new BigDecimal("0.11"), "USD", null))))
					.isEqualTo(new Kept(true, "costly"));
			});
		this.contextRunner.withPropertyValues("context-trace.content.keep.slower-than=5ms")
			.run((context) -> assertThat(context.getBean(RecordPolicy.class).decide(CALL))
				.isEqualTo(new Kept(true, "slow")));
		this.contextRunner.withPropertyValues("context-trace.content.keep.max-per-second=0.001")
			.run((context) -> assertThat(
					Stream.generate(() -> context.getBean(RecordPolicy.class).decide(CALL)).limit(2))
				.containsExactly(new Kept(true, "ratio"), new Kept(false, "rate_limit")));
	}

	@Test
	void markedContextIsKept() {
		this.contextRunner.withPropertyValues("context-trace.content.keep.ratio=0").run((context) -> {
			context.getBean(DebugContexts.class).mark(CONTEXT.id());
			assertThat(context.getBean(RecordPolicy.class).decide(CALL)).isEqualTo(new Kept(true, "debug"));
		});
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.content.keep.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RecordPolicy.class)
				.doesNotHaveBean(DebugContexts.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(RecordPolicy.class)
				.doesNotHaveBean(DebugContexts.class));
	}

	@Test
	void userPolicyWins() {
		RecordPolicy own = RecordPolicy.all();
		this.contextRunner.withBean("own", RecordPolicy.class, () -> own)
			.run((context) -> assertThat(context.getBean(RecordPolicy.class)).isSameAs(own));
	}

	@Test
	void userDebugContextsWin() {
		DebugContexts own = new RecentDebugContexts(1, Duration.ofHours(1), InstantSource.system());
		own.mark(CONTEXT.id());
		this.contextRunner.withBean("own", DebugContexts.class, () -> own)
			.withPropertyValues("context-trace.content.keep.ratio=0")
			.run((context) -> assertThat(context.getBean(RecordPolicy.class).decide(CALL))
				.isEqualTo(new Kept(true, "debug")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ratio          | 1.5  | such as 0.1
			ratio          | -0.1 | such as 0.1
			ratio          | NaN  | such as 0.1
			slower-than    | -1s  | the default is 10s
			costlier-than  | -0.5 | such as 0.50
			max-per-second | 0.0  | more than 0
			debug-duration | 0s   | the default is 1h
			""")
	void invalidValueStopsTheStartAndSaysHowToMendIt(String property, String value, String remedy,
			CapturedOutput output) {
		String name = "context-trace.content.keep." + property;
		this.contextRunner.withPropertyValues(name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class));
		SpringApplication application = new SpringApplication(ContextTraceAutoConfiguration.class,
				PolicyContextAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run("--" + name + "=" + value).close());
		assertThat(output.getAll()).contains("of the configuration property '" + name + "' is not valid")
			.contains(remedy);
	}

}
