package io.contexttrace.test;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Decides on tests that {@link Needs need} a program.
 */
final class NeedsCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
			.map(NeedsCondition::evaluate)
			.orElseGet(() -> ConditionEvaluationResult.enabled("It needs no program"));
	}

	private static ConditionEvaluationResult evaluate(Needs needs) {
		if (isInstalled(needs.value())) {
			return ConditionEvaluationResult.enabled(needs.value() + " is installed");
		}
		String missing = needs.value() + " is not installed. On Debian: apt-get install " + needs.debianPackage();
		if ("true".equals(System.getenv("CI"))) {
			throw new IllegalStateException(missing);
		}
		return ConditionEvaluationResult.disabled(missing);
	}

	private static boolean isInstalled(String program) {
		if (Path.of(program).isAbsolute()) {
			return Files.isExecutable(Path.of(program));
		}
		String path = System.getenv().getOrDefault("PATH", "");
		return Arrays.stream(path.split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

}
