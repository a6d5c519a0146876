package io.contexttrace.autoconfigure;

import io.contexttrace.KeyProvider;
import io.contexttrace.llm.redact.PatternRedactor;
import io.contexttrace.llm.redact.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class RedactionContextAutoConfigurationTests {

	private static final String TEXT = "Write to jo@example.com about order 4711 {\"customer\":{\"name\":\"Jo\"}}";

	private static final String KEY = "context-trace.keys.pseudonym.values.k1=MDEyMzQ1Njc4OWFiY2RlZg==";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ContextTraceAutoConfiguration.class, RedactionContextAutoConfiguration.class));

	@Test
	void replacesAllKnownTypesByTokens() {
		this.contextRunner.run((context) -> assertThat(redact(context.getBean(Redactor.class))).contains("[EMAIL]"));
	}

	@Test
	void replacesChosenTypesOnly() {
		this.contextRunner.withPropertyValues("context-trace.redaction.types=iban,phone")
			.run((context) -> assertThat(redact(context.getBean(Redactor.class))).contains("jo@example.com"));
		this.contextRunner.withPropertyValues("context-trace.redaction.types=email")
			.run((context) -> assertThat(redact(context.getBean(Redactor.class))).contains("[EMAIL]"));
	}

	@Test
	void replacesTheApplicationsOwnPatternsAndPaths() {
		this.contextRunner.withPropertyValues("context-trace.redaction.patterns.order=order \\d{4}")
			.run((context) -> assertThat(redact(context.getBean(Redactor.class))).contains("[ORDER]"));
		this.contextRunner.withPropertyValues("context-trace.redaction.json-paths=$.customer.name")
			.run((context) -> assertThat(
					context.getBean(Redactor.class).redact("{\"customer\":{\"name\":\"Jo\"}}").text())
				.isEqualTo("{\"customer\":{\"name\":\"[JSON_PATH]\"}}"));
	}

	@Test
	void pseudonymsStayTheSameAsLongAsTheKeyDoes() {
		String[] first = new String[1];
		this.contextRunner.withPropertyValues(KEY, "context-trace.redaction.replacement=pseudonym")
			.run((context) -> first[0] = redact(context.getBean(Redactor.class)));
		assertThat(first[0]).contains("[EMAIL:").doesNotContain("jo@");
		this.contextRunner.withPropertyValues(KEY, "context-trace.redaction.replacement=pseudonym")
			.run((context) -> assertThat(redact(context.getBean(Redactor.class))).isEqualTo(first[0]));
		this.contextRunner.withPropertyValues("context-trace.redaction.replacement=pseudonym")
			.run((context) -> assertThat(redact(context.getBean(Redactor.class))).contains("[EMAIL:")
				.isNotEqualTo(first[0]));
	}

	@Test
	void keyThatIsNotGivenOutMakesNoPseudonyms() {
		this.contextRunner.withPropertyValues("context-trace.redaction.replacement=pseudonym")
			.withBean(KeyProvider.class, DeviceKeys::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("context-trace.redaction.replacement=token"));
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withPropertyValues("context-trace.redaction.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Redactor.class));
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Redactor.class));
	}

	@Test
	void needsNeitherJacksonNorSpringAi() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson", "org.springframework.ai"))
			.run((context) -> assertThat(context).hasSingleBean(PatternRedactor.class));
	}

	@Test
	void givesWayToTheApplicationsRedactor() {
		Redactor own = Redactor.none();
		this.contextRunner.withBean("own", Redactor.class, () -> own)
			.run((context) -> assertThat(context).getBean(Redactor.class).isSameAs(own));
	}

	@Test
	void patternThatCouldRunAwayStopsTheStart(CapturedOutput output) {
		failToStart("--context-trace.redaction.patterns.order=(a+)+b");
		assertThat(output).contains("context-trace.redaction.patterns.order").contains("(a+)+b").contains("Action:");
	}

	@Test
	void pathThatIsNoneStopsTheStart(CapturedOutput output) {
		failToStart("--context-trace.redaction.json-paths[0]=$.customer.name",
				"--context-trace.redaction.json-paths[1]=customer name");
		assertThat(output).contains("The value 'customer name' of the configuration property"
				+ " 'context-trace.redaction.json-paths' is not valid");
	}

	private static String redact(Redactor redactor) {
		return redactor.redact(TEXT).text();
	}

	private static void failToStart(String... arguments) {
		SpringApplication application = new SpringApplication(ContextTraceAutoConfiguration.class,
				RedactionContextAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

}
