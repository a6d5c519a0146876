package io.contexttrace.hop.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's interface for those who invoke functions, and its Runtime API for functions,
 * each of which runs in a process of its own with the runtime client of AWS. Like the
 * Runtime Interface Emulator it drops the trace header, unless it is told to be like the
 * managed runtime.
 */
final class LambdaEmulator implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LambdaEmulator.class);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Map<String, FunctionProcess> functions = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> throttles = new ConcurrentHashMap<>();

	private final HttpServer server;

	private volatile boolean passingTrace;

	private volatile boolean droppingClientContext;

	LambdaEmulator() {
		this.server = server(this.executor);
		this.server.createContext("/2015-03-31/functions/", this::invoke);
		this.server.start();
	}

	static HttpServer server(ExecutorService executor) {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.setExecutor(executor);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/**
	 * Start a function.
	 * @param name what it is called
	 * @param handler its handler
	 * @param classPath its class path
	 * @param variables its environment
	 */
	void start(String name, String handler, List<String> classPath, Map<String, String> variables) {
		this.functions.put(name,
				new FunctionProcess(name, handler, classPath, variables, server(this.executor), url()));
	}

	/**
	 * Pass the trace header on, as the managed runtime does.
	 * @param passing whether to
	 */
	void passTrace(boolean passing) {
		this.passingTrace = passing;
	}

	/**
	 * Drop the client context, as older emulators do.
	 * @param dropping whether to
	 */
	void dropClientContext(boolean dropping) {
		this.droppingClientContext = dropping;
	}

	/**
	 * Refuse the next invocations of a function with 429.
	 * @param name what the function is called
	 * @param times how many are refused
	 */
	void throttle(String name, int times) {
		this.throttles.put(name, new AtomicInteger(times));
	}

	/**
	 * How many invocations are still to be refused.
	 * @param name what the function is called
	 * @return the number
	 */
	int throttlesLeft(String name) {
		return this.throttles.get(name).get();
	}

	FunctionProcess function(String name) {
		return this.functions.get(name);
	}

	private void invoke(HttpExchange exchange) throws IOException {
		try (exchange) {
			String name = exchange.getRequestURI().getPath().split("/", -1)[3];
			String event = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			AtomicInteger throttle = this.throttles.get(name);
			if (throttle != null && throttle.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
				exchange.getResponseHeaders().set("x-amzn-ErrorType", "TooManyRequestsException");
				answer(exchange, 429, "{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\","
						+ "\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}");
				return;
			}
			GivenInvocation invocation = new GivenInvocation(event,
					this.passingTrace ? header(exchange, "X-Amzn-Trace-Id") : null,
					this.droppingClientContext ? null : header(exchange, "X-Amz-Client-Context"));
			this.functions.get(name).invoke(invocation);
			if ("Event".equals(header(exchange, "X-Amz-Invocation-Type"))) {
				exchange.sendResponseHeaders(202, -1);
				return;
			}
			GivenInvocation.Answer answer = invocation.await();
			exchange.getResponseHeaders().set("X-Amz-Executed-Version", "$LATEST");
			if (answer.failed()) {
				exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
			}
			answer(exchange, 200, answer.payload());
		}
		catch (CompletionException ex) {
			logger.error("An invocation has no answer", ex);
		}
	}

	private static @Nullable String header(HttpExchange exchange, String name) {
		return exchange.getRequestHeaders().getFirst(name);
	}

	static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
	}

	@Override
	public void close() {
		this.functions.values().forEach(FunctionProcess::close);
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
