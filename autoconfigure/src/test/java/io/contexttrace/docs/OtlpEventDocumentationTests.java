package io.contexttrace.docs;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import io.opentelemetry.api.common.AttributeKey;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of attributes names those that the event has.
 */
class OtlpEventDocumentationTests {

	private static final String PAGE = "docs/otlp-event.md";

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	@Test
	void theTableHasExactlyTheAttributesOfTheEvent() throws IOException {
		List<String> documented = Files.readAllLines(Documentation.ROOT.resolve(PAGE))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.substring(0, line.indexOf('|', 1)))
			.flatMap((cell) -> CODE.matcher(cell).results().map((match) -> match.group(1)))
			.toList();
		assertThat(documented).containsExactlyInAnyOrderElementsOf(attributes());
	}

	private static List<String> attributes() {
		Class<?> names = ClassUtils.resolveClassName("io.contexttrace.sink.GenAiAttributes", null);
		return Arrays.stream(names.getDeclaredFields())
			.filter((field) -> field.getType() == AttributeKey.class)
			.map(OtlpEventDocumentationTests::key)
			.toList();
	}

	private static String key(Field field) {
		ReflectionUtils.makeAccessible(field);
		return ((AttributeKey<?>) ReflectionUtils.getField(field, null)).getKey();
	}

}
