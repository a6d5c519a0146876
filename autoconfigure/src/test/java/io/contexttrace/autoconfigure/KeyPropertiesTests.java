package io.contexttrace.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import io.contexttrace.KeyProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class KeyPropertiesTests {

	private static final String SHORT_KEY = Base64.getEncoder()
		.encodeToString("sesame, open".getBytes(StandardCharsets.UTF_8));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class));

	@Test
	void keysComeFromTheConfiguration() {
		this.contextRunner
			.withPropertyValues("context-trace.keys.content.current=k2",
					"context-trace.keys.content.values.k1=" + key(16, 1),
					"context-trace.keys.content.values.k2=" + key(32, 2),
					"context-trace.keys.pseudonym.values.only=" + key(20, 3))
			.run((context) -> {
				KeyProvider keys = context.getBean(KeyProvider.class);
				assertThat(keys.current(KeyProvider.CONTENT).id()).isEqualTo("k2");
				assertThat(keys.current(KeyProvider.CONTENT).secret().getEncoded()).hasSize(32).containsOnly(2);
				assertThat(keys.find(KeyProvider.CONTENT, "k1").getEncoded()).hasSize(16).containsOnly(1);
				assertThat(keys.current(KeyProvider.PSEUDONYM).id()).isEqualTo("only");
				assertThat(keys.find(KeyProvider.CONTENT, "k3")).isNull();
				assertThat(keys.find(KeyProvider.PSEUDONYM, "k1")).isNull();
				assertThat(keys.current("audit")).isNull();
			});
	}

	@Test
	void withoutConfigurationThereIsNoKey() {
		this.contextRunner
			.run((context) -> assertThat(context.getBean(KeyProvider.class).current(KeyProvider.CONTENT)).isNull());
	}

	@Test
	void nothingThatHoldsKeysShowsThem() {
		this.contextRunner.withPropertyValues("context-trace.keys.content.values.k1=" + key(16, 1)).run((context) -> {
			KeyProvider keys = context.getBean(KeyProvider.class);
			assertThat(context.getBean(KeyProperties.class).toString() + keys + keys.current(KeyProvider.CONTENT))
				.contains("k1")
				.doesNotContain(key(16, 1));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			content.values.k1   | c2VzYW1lLCBvcGVu | 16 or 32 bytes
			content.values.k1   | sesame!          | written in Base64
			pseudonym.values.k1 | c2VzYW1lLCBvcGVu | at least 16 bytes
			content.values.k/1  | c2VzYW1lLCBvcGVu | such as 'k1'
			content.current     | k1               | one of those below
			""")
	void keyThatCannotBeUsedStopsTheStartAndIsNeverShown(String property, String value, String remedy,
			CapturedOutput output) {
		String name = property.contains("/") ? "content.values[k/1]" : property;
		failToStart("--context-trace.keys." + name + "=" + value);
		assertThat(action(output)).contains(remedy)
			.contains("context-trace.keys." + property.substring(0, property.indexOf('.')));
		assertThat(output).doesNotContain(SHORT_KEY).doesNotContain("sesame");
	}

	@Test
	void keyOf24BytesIsRefusedForContent(CapturedOutput output) {
		failToStart("--context-trace.keys.content.values.k1=" + key(24, 1));
		assertThat(action(output)).contains("16 or 32 bytes");
		assertThat(output).doesNotContain(key(24, 1));
	}

	@Test
	void oneOfSeveralKeysMustBeNamedAsCurrent(CapturedOutput output) {
		failToStart("--context-trace.keys.content.values.k1=" + key(16, 1),
				"--context-trace.keys.content.values.k2=" + key(16, 2));
		assertThat(action(output)).contains("context-trace.keys.content.current").contains("[k1, k2]");
	}

	private static String key(int length, int fill) {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, (byte) fill);
		return Base64.getEncoder().encodeToString(bytes);
	}

	private static void failToStart(String... arguments) {
		SpringApplication application = new SpringApplication(ContextTraceAutoConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	private static String action(CapturedOutput output) {
		return output.getAll().substring(output.getAll().indexOf("Action:"));
	}

}
