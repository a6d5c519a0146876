package io.contexttrace.hop.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A function invokes another one in a process that has neither Spring nor Micrometer nor
 * OpenTelemetry, as Lambda's runtime would have it.
 */
class WithoutSpringTests {

	private static final String TRACE = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";

	@Test
	void theFunctionSeesContextAndTrace() throws Exception {
		try (FunctionEndpoint endpoint = new FunctionEndpoint()) {
			assertThat(run(endpoint.url().toString())).as("exit code").isZero();
			ReceivedInvocation invocation = endpoint.invocation("from-plain-java");
			assertThat(invocation.all("X-Amzn-Trace-Id")).containsExactly(TRACE);
			assertThat(invocation.custom("trace_id")).isEqualTo(TRACE);
			assertThat(invocation.custom("context_id")).isEqualTo("plain-java");
		}
	}

	private static int run(String... arguments) throws IOException, InterruptedException {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.matches(".*/(org/springframework|io/micrometer|io/opentelemetry)/.*"))
			.collect(Collectors.joining(File.pathSeparator));
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dcom.amazonaws.xray.traceHeader=" + TRACE, "-cp", classPath,
				FunctionWithoutSpring.class.getName());
		builder.command().addAll(Arrays.asList(arguments));
		builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "plain");
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output).doesNotContain("NoClassDefFoundError", "the application goes on");
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return process.exitValue();
	}

}
