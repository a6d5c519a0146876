package io.contexttrace.test.metrics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus that scrapes one application every second.
 */
public final class PrometheusServer implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final int STARTING = 503;

	private final HttpClient client = HttpClient.newHttpClient();

	private final int port;

	private final Process process;

	private PrometheusServer(Path folder, int targetPort) throws IOException {
		this.port = freePort();
		Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
				global:
				  scrape_interval: 1s
				scrape_configs:
				  - job_name: application
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: ["127.0.0.1:%d"]
				""".formatted(targetPort));
		this.process = new ProcessBuilder("prometheus", "--config.file=" + configuration,
				"--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + this.port)
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("prometheus.log").toFile())
			.start();
	}

	public static PrometheusServer scraping(int targetPort, Path folder) throws IOException {
		return new PrometheusServer(folder, targetPort);
	}

	/**
	 * What the first finished scrape failed of, or an empty text.
	 */
	public String awaitScrape() throws Exception {
		long end = System.nanoTime() + TIMEOUT.toNanos();
		while (System.nanoTime() < end) {
			JsonNode target = get("/api/v1/targets").at("/data/activeTargets/0");
			if (target.path("health").asString("unknown").matches("up|down")) {
				return target.path("lastError").asString("");
			}
			TimeUnit.MILLISECONDS.sleep(100);
		}
		return "No scrape within " + TIMEOUT;
	}

	public JsonNode query(String promQl) throws Exception {
		return get("/api/v1/query?query=" + URLEncoder.encode(promQl, StandardCharsets.UTF_8)).at("/data/result");
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private JsonNode get(String path) throws InterruptedException {
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			// it answers with 503 and no JSON until it is ready
			return new JsonMapper().readTree((response.statusCode() == STARTING) ? "{}" : response.body());
		}
		catch (IOException ex) {
			// it does not listen yet
			return new JsonMapper().createObjectNode();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
