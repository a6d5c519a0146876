package io.contexttrace.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.llm.Cost;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmCallStatus;
import io.contexttrace.llm.LlmRequest;
import io.contexttrace.llm.LlmResponse;
import io.contexttrace.llm.LlmUsage;
import io.contexttrace.llm.Pricing;
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
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class PricingContextAutoConfigurationTests {

	private static final String ROW = "context-trace.pricing.models[0].";

	private final ApplicationContextRunner withoutPrices = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, PricingContextAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutPrices.withPropertyValues(
			ROW + "provider=openai", ROW + "model=gpt-5-mini*", ROW + "input=0.25", ROW + "output=2",
			ROW + "cache-read=0.025");

	@Test
	void pricesCalls() {
		this.contextRunner
			.withPropertyValues("context-trace.pricing.currency=EUR", "context-trace.pricing.version=2026-11")
			.run((context) -> assertThat(context.getBean(Pricing.class).price(call("openai")))
				.isEqualTo(new Cost(new BigDecimal("0.000975"), "EUR", "2026-11")));
	}

	@Test
	void readsEveryPriceOfARow() {
		this.contextRunner
			.withPropertyValues(ROW + "cache-write=1", ROW + "reasoning=10", ROW + "request=1",
					ROW + "cached-tokens-included=false", ROW + "reasoning-tokens-included=false")
			.run((context) -> {
				Cost cost = context.getBean(Pricing.class).price(call("openai"));
				// 2000 * 0.25 + 1000 * 0.025 + 500 * 1 + 350 * 2 + 50 * 10 millionths,
				// and the
				// request
				assertThat(cost).isNotNull();
				assertThat(cost.amount()).isEqualByComparingTo("1.002225");
				assertThat(cost.currency()).isEqualTo("USD");
				assertThat(cost.priceTable()).isNull();
			});
	}

	@Test
	void readsTheTableFromTheEnvironment() {
		this.withoutPrices
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("CONTEXTTRACE_PRICING_MODELS_0_MODEL", "*", "CONTEXTTRACE_PRICING_MODELS_0_INPUT", "1",
								"CONTEXTTRACE_PRICING_MODELS_0_OUTPUT", "1"))))
			.run((context) -> assertThat(context.getBean(Pricing.class).price(call("any"))).isNotNull());
	}

	@Test
	void hasNoPricesOfItsOwn() {
		this.withoutPrices.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Pricing.class));
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.pricing.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Pricing.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Pricing.class));
	}

	@Test
	void userPricingWins() {
		Pricing own = Pricing.unknown();
		this.contextRunner.withBean("own", Pricing.class, () -> own)
			.run((context) -> assertThat(context.getBean(Pricing.class)).isSameAs(own));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			currency                | euro  | such as 'USD'
			currency                | usd   | such as 'USD'
			models[0].input         | -1    | A price is 0 or more
			models[0].output        | -0.1  | A price is 0 or more
			models[0].cache-read    | -1    | A price is 0 or more
			models[0].cache-write   | -1    | A price is 0 or more
			models[0].reasoning     | -1    | A price is 0 or more
			models[0].request       | -1    | A price is 0 or more
			models[0].provider      | open* | such as 'openai'
			""")
	void invalidValueStopsTheStartAndSaysHowToMendIt(String property, String value, String remedy,
			CapturedOutput output) {
		String name = "context-trace.pricing." + property;
		this.contextRunner.withPropertyValues(name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class));
		Map<String, String> properties = new HashMap<>(Map.of(ROW + "model", "gpt", ROW + "input", "1"));
		properties.put(name, value);
		failToStart(properties.entrySet().stream().map((entry) -> "--" + entry).toArray(String[]::new));
		assertThat(output.getAll()).contains("The value '" + value + "' of the configuration property '" + name + "'")
			.contains(remedy);
	}

	@Test
	void missingPriceStopsTheStart(CapturedOutput output) {
		failToStart("--" + ROW + "model=gpt", "--" + ROW + "output=2");
		assertThat(output.getAll()).contains("context-trace.pricing.models[0].input")
			.contains("The price of input tokens is missing");
	}

	@Test
	void missingModelStopsTheStart(CapturedOutput output) {
		failToStart("--" + ROW + "provider=openai", "--" + ROW + "input=2");
		assertThat(output.getAll()).contains("context-trace.pricing.models[0].model")
			.contains("Each price is for a model");
	}

	@Test
	void secondPriceOfAModelStopsTheStart(CapturedOutput output) {
		failToStart("--" + ROW + "model=gpt", "--" + ROW + "input=2", "--context-trace.pricing.models[1].model=GPT",
				"--context-trace.pricing.models[1].input=3");
		assertThat(output.getAll()).contains("context-trace.pricing.models[1].model").contains("has a price already");
	}

	private static void failToStart(String... arguments) {
		SpringApplication application = new SpringApplication(ContextTraceAutoConfiguration.class,
				PricingContextAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	private static LlmCall call(String provider) {
		LlmUsage usage = new LlmUsage(2000L, 350L, 1000L, 500L, 50L);
		return new LlmCall(new LlmCall.Ids("r-1", null, null, null, null, null), null,
				new LlmRequest("chat", provider, "gpt-5-mini", false, Map.of()),
				new LlmResponse("gpt-5-mini-2026-08-01", null, List.of(), usage),
				new LlmCall.Outcome(LlmCallStatus.OK, null),
				new LlmCall.Timing(Instant.EPOCH, Duration.ofMillis(7), null, null));
	}

}
