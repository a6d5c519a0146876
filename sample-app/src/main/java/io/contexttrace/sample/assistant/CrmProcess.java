package io.contexttrace.sample.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.contexttrace.sample.crm.CrmApplication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;

/**
 * The CRM as a process of its own. It ends with this one.
 */
final class CrmProcess implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CrmProcess.class);

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	private final Process process;

	private final int port;

	private CrmProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static CrmProcess start() {
		try {
			int port = freePort();
			ProcessBuilder builder = new ProcessBuilder(command(port)).redirectOutput(ProcessBuilder.Redirect.INHERIT)
				.redirectError(ProcessBuilder.Redirect.INHERIT);
			// Not an argument, because a command line may be too short for it
			builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
			return new CrmProcess(builder.start(), port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The CRM cannot be started", ex);
		}
	}

	private static List<String> command(int port) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Dcrm.exit-at-end-of-input=true"));
		if (ClassUtils.isPresent(LAUNCHER, ClassLoader.getSystemClassLoader())) {
			command.addAll(List.of("-Dloader.main=" + CrmApplication.class.getName(), LAUNCHER));
		}
		else {
			command.add(CrmApplication.class.getName());
		}
		command.addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1"));
		return command;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * Wait until the CRM accepts connections.
	 * @param timeout how long to wait at most
	 */
	void awaitStart(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		while (!acceptsConnections()) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				logger.warn("The CRM did not start, questions about orders will not be answered");
				return;
			}
			waitForExit(POLL_INTERVAL);
		}
		logger.info("CRM started at {} in process {}", url(), this.process.pid());
	}

	private boolean acceptsConnections() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Ask the CRM to end, and end it if it does not.
	 */
	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			// It has ended already
		}
		if (!waitForExit(STOP_TIMEOUT)) {
			this.process.destroyForcibly();
		}
	}

	private boolean waitForExit(Duration timeout) {
		try {
			return this.process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
