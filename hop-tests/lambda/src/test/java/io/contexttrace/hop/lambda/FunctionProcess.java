package io.contexttrace.hop.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.contexttrace.hop.lambda.GivenInvocation.Answer;

/**
 * A function in a process of its own, which AWS's runtime client runs, and the Runtime
 * API that the client asks.
 */
final class FunctionProcess implements AutoCloseable {

	private static final String CLIENT_PACKAGE = "com.amazonaws.services.lambda.runtime.api.client";

	private static final String CLIENT = CLIENT_PACKAGE + ".AWSLambda";

	private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

	// the client unpacks it to one place in the file system, under the feet of others
	private static final Path NATIVE_LIBRARY = unpack("/jni/libaws-lambda-jni.linux-"
			+ (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64") + ".so");

	private final BlockingQueue<GivenInvocation> waiting = new LinkedBlockingQueue<>();

	private final Map<String, GivenInvocation> running = new ConcurrentHashMap<>();

	private final HttpServer runtimeApi;

	private final Path output;

	private final Process process;

	private final CompletableFuture<Void> ended;

	private volatile Runnable answering = () -> {
	};

	FunctionProcess(String name, String handler, List<String> classPath, Map<String, String> variables,
			HttpServer runtimeApi, String lambdaUrl) {
		this.runtimeApi = runtimeApi;
		this.runtimeApi.createContext(INVOCATION, this::handle);
		this.runtimeApi.createContext("/2018-06-01/runtime/init/error", this::failed);
		this.runtimeApi.start();
		try {
			this.output = Files.createTempFile("function-" + name, ".txt");
			this.process = start(name, handler, classPath, variables, lambdaUrl);
			this.ended = this.process.onExit().thenRun(this::died);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Process start(String name, String handler, List<String> classPath, Map<String, String> variables,
			String lambdaUrl) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + "/bin/java",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m",
				"-D" + CLIENT_PACKAGE + ".runtimeapi.NativeClient.JNI=" + NATIVE_LIBRARY,
				"-Dlogback.configurationFile=logback-function.xml", "-cp", String.join(File.pathSeparator, classPath),
				CLIENT, handler)
			.redirectErrorStream(true)
			.redirectOutput(this.output.toFile());
		builder.environment()
			.putAll(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + this.runtimeApi.getAddress().getPort(),
					"AWS_LAMBDA_FUNCTION_NAME", name, "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
					"AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256", "AWS_REGION", "eu-central-1", "AWS_ACCESS_KEY_ID", "none",
					"AWS_SECRET_ACCESS_KEY", "none", "_HANDLER", handler, "LAMBDA_TASK_ROOT", "/tmp", "LAMBDA_URL",
					lambdaUrl));
		builder.environment().putAll(variables);
		return builder.start();
	}

	private static Path unpack(String resource) {
		try (InputStream library = FunctionProcess.class.getResourceAsStream(resource)) {
			Path file = Files.createTempFile("aws-lambda-jni", ".so");
			file.toFile().deleteOnExit();
			Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void invoke(GivenInvocation invocation) {
		this.waiting.add(invocation);
		if (!this.process.isAlive()) {
			died();
		}
	}

	private void died() {
		IllegalStateException failure = new IllegalStateException("The function has ended: " + lines());
		this.waiting.forEach((invocation) -> invocation.answer().completeExceptionally(failure));
		this.running.values().forEach((invocation) -> invocation.answer().completeExceptionally(failure));
	}

	/**
	 * Do something whenever the function gives an answer, before the caller has it.
	 * @param action what to do
	 */
	void whenAnswering(Runnable action) {
		this.answering = action;
	}

	/**
	 * What the function has printed so far, its log.
	 * @return the lines
	 */
	List<String> lines() {
		try {
			return Files.readAllLines(this.output, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String[] path = exchange.getRequestURI().getPath().substring(INVOCATION.length()).split("/", -1);
			if (path[0].equals("next")) {
				next(exchange);
				return;
			}
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.answering.run();
			this.running.remove(path[0]).answer().complete(new Answer(body, path[1].equals("error")));
			exchange.sendResponseHeaders(202, -1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void next(HttpExchange exchange) throws IOException, InterruptedException {
		GivenInvocation invocation = this.waiting.take();
		this.running.put(invocation.id(), invocation);
		Headers headers = exchange.getResponseHeaders();
		headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
		headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 60_000));
		headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:000000000000:function:f");
		if (invocation.trace() != null) {
			headers.set("Lambda-Runtime-Trace-Id", invocation.trace());
		}
		String clientContext = invocation.clientContextJson();
		if (clientContext != null) {
			headers.set("Lambda-Runtime-Client-Context", clientContext);
		}
		LambdaEmulator.answer(exchange, 200, invocation.event());
	}

	// it says why in its log, and ends
	private void failed(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			exchange.sendResponseHeaders(202, -1);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.ended.orTimeout(10, TimeUnit.SECONDS).join();
			Files.deleteIfExists(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.runtimeApi.stop(0);
	}

}
