package io.contexttrace.hop.lambda;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class paths of functions, made of that of the tests.
 */
final class FunctionClassPath {

	private static final List<String> PLAIN = List.of("/com/amazonaws/", "/software/amazon/", "/org/slf4j/slf4j-api/",
			"/ch/qos/logback/", "/org/jspecify/", "/org/reactivestreams/", "/autoconfigure/target/",
			"context-trace-spring-boot-autoconfigure", "/hop-tests/lambda/target/");

	private FunctionClassPath() {
	}

	/**
	 * That of a function without Spring: the AWS SDK, the runtime client, SLF4J, a
	 * logger, and our one jar.
	 * @return the entries
	 */
	static List<String> plain() {
		return all().filter((entry) -> PLAIN.stream().anyMatch(entry.replace('\\', '/')::contains)).toList();
	}

	/**
	 * That of a function with all that the tests have.
	 * @return the entries
	 */
	static List<String> spring() {
		return all().toList();
	}

	private static Stream<String> all() {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(classPath.split(File.pathSeparator));
	}

}
