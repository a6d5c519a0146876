package io.contexttrace.test.classpath;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An application in a virtual machine of its own, with this one's class path less some
 * jars.
 */
final class ForkedApplication implements AutoCloseable {

	private final Process process;

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final int port;

	private ForkedApplication(Process process) throws IOException {
		this.process = process;
		this.port = awaitPort();
	}

	static ForkedApplication without(Predicate<String> missingJar, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", classPath(missingJar), EchoApplication.class.getName(), "--server.port=0",
						"--spring.ai.openai.api-key=none"));
		command.addAll(List.of(arguments));
		return new ForkedApplication(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	int port() {
		return this.port;
	}

	List<String> output() {
		return this.output;
	}

	@Override
	public void close() throws IOException {
		this.process.getOutputStream().close();
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private int awaitPort() throws IOException {
		BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
		String line;
		while ((line = reader.readLine()) != null) {
			if (line.startsWith(EchoApplication.READY)) {
				drain(reader);
				return Integer.parseInt(line.substring(EchoApplication.READY.length()));
			}
			this.output.add(line);
		}
		throw new IllegalStateException("The application did not start:\n" + String.join("\n", this.output));
	}

	private void drain(BufferedReader reader) {
		Thread thread = new Thread(() -> reader.lines().forEach(this.output::add), "drain");
		thread.setDaemon(true);
		thread.start();
	}

	private static String classPath(Predicate<String> missingJar) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !missingJar.test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
