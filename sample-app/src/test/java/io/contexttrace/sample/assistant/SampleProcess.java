package io.contexttrace.sample.assistant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.json.JsonMapper;

/**
 * The sample application as a process of its own, so that all of its output can be read,
 * the CRM's included.
 */
final class SampleProcess implements AutoCloseable {

	private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

	private final HttpClient client = HttpClient.newHttpClient();

	private final Process process;

	private final int port;

	private final Path output;

	private SampleProcess(Process process, int port, Path output) {
		this.process = process;
		this.port = port;
		this.output = output;
	}

	static SampleProcess start(Path output, List<String> arguments) throws Exception {
		int port = freePort();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						AssistantApplication.class.getName(), "--server.port=" + port));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		SampleProcess sample = new SampleProcess(builder.start(), port, output);
		sample.awaitStart();
		return sample;
	}

	HttpResponse<String> get(String path) throws Exception {
		return send(request(path).GET());
	}

	HttpResponse<String> postJson(String path, Object body) throws Exception {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
	}

	String output() throws IOException {
		return Files.readString(this.output);
	}

	/**
	 * Let the application end in order, so that everything that waits gets out.
	 */
	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
			this.process.destroyForcibly().waitFor();
		}
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60));
	}

	private void awaitStart() throws Exception {
		long end = System.nanoTime() + START_TIMEOUT.toNanos();
		while (!isReady()) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				throw new IllegalStateException("The sample application did not start:\n" + output());
			}
			this.process.waitFor(200, TimeUnit.MILLISECONDS);
		}
	}

	private boolean isReady() throws InterruptedException {
		try {
			return get("/actuator/health/readiness").statusCode() == 200 || get("/actuator/health").statusCode() == 200;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			return false;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
