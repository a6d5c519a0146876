package io.contexttrace.hop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A RabbitMQ broker of its own: a process with its own folders, on free ports of the
 * loopback interface. It ends with the instance, and so does the port mapper of Erlang
 * that it needs. A test that starts one needs {@link #PROGRAM}.
 */
public final class RabbitBroker implements AutoCloseable {

	/**
	 * What has to be installed.
	 */
	public static final String PROGRAM = "/usr/lib/rabbitmq/bin/rabbitmq-server";

	/**
	 * The package of Debian that has it.
	 */
	public static final String DEBIAN_PACKAGE = "rabbitmq-server";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Path folder;

	private final int port = freePort();

	private final int mapperPort = freePort();

	private final Process mapper;

	private final Process broker;

	private RabbitBroker() throws IOException {
		this.folder = Files.createTempDirectory("rabbitmq");
		this.mapper = start("epmd", "-port", String.valueOf(this.mapperPort), "-address", "127.0.0.1");
		this.broker = start(PROGRAM);
	}

	/**
	 * Start a broker and wait until it takes connections.
	 * @return the broker
	 */
	public static RabbitBroker start() {
		try {
			RabbitBroker broker = new RabbitBroker();
			broker.awaitReady();
			return broker;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The port of AMQP.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * What an application of Spring Boot has to be told.
	 * @return the property that names the broker
	 */
	public String property() {
		return "spring.rabbitmq.addresses=amqp://guest:guest@127.0.0.1:" + this.port;
	}

	private Process start(String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(this.folder.resolve("output.txt").toFile()));
		builder.environment().putAll(environment());
		return builder.start();
	}

	private Map<String, String> environment() {
		return Map.ofEntries(Map.entry("HOME", this.folder.toString()),
				Map.entry("ERL_EPMD_PORT", String.valueOf(this.mapperPort)), Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
				Map.entry("RABBITMQ_NODENAME", "hop" + this.port + "@localhost"),
				Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
				Map.entry("RABBITMQ_NODE_PORT", String.valueOf(this.port)),
				Map.entry("RABBITMQ_DIST_PORT", String.valueOf(freePort())),
				Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
				Map.entry("RABBITMQ_MNESIA_BASE", this.folder.resolve("data").toString()),
				Map.entry("RABBITMQ_LOG_BASE", this.folder.resolve("log").toString()),
				Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", this.folder.resolve("plugins").toString()),
				Map.entry("RABBITMQ_CONFIG_FILE", this.folder.resolve("rabbitmq").toString()),
				Map.entry("RABBITMQ_CONF_ENV_FILE", this.folder.resolve("env.conf").toString()));
	}

	private void awaitReady() throws IOException {
		Path output = this.folder.resolve("output.txt");
		try {
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(Files.readString(output)).contains("completed with"));
		}
		catch (RuntimeException | Error ex) {
			System.err.println(Files.readString(output));
			close();
			throw ex;
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		end(this.broker);
		end(this.mapper);
		try {
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroy);
		process.destroy();
		try {
			if (!process.waitFor(20, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			process.destroyForcibly();
		}
	}

}
