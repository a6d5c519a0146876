package io.contexttrace.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A model provider for tests and demonstrations: an HTTP server on the loopback interface
 * that speaks as much of the OpenAI API as Spring AI uses, streaming included, and keeps
 * the requests that it received.
 * <p>
 * It has no answers of its own. Asked a question, it answers with the sentences of the
 * prompt's context that have most to do with it. Asked about an order (such as
 * {@code A-1001} or {@code order 1001}) and offered a tool with an order id as parameter,
 * it calls the tool and words its result. Told to clean, summarise or classify a text
 * ({@code into one of: first, second, other}), it does so. The same text always has the
 * same embedding, and texts with common words have similar ones.
 * <p>
 * A marker in the last user message makes it misbehave:
 * <ul>
 * <li>{@code [fail]} answers with status 500,</li>
 * <li>{@code [fail-twice]} does so for the first two requests that say the same, which it
 * allows to be repeated at once,</li>
 * <li>{@code [rate-limit]} with status 429 and a {@code Retry-After} header,</li>
 * <li>{@code [stall]} waits for the configured time before it answers,</li>
 * <li>{@code [slow]} takes a quarter of a second for each chunk,</li>
 * <li>{@code [no-choices]} answers without anything to choose from,</li>
 * <li>{@code [quote]} answers with status 400 and an error that quotes the message,</li>
 * <li>{@code [cut]} ends a stream early, without finish reason or {@code [DONE]},</li>
 * <li>{@code [mid-error]} breaks the connection in the middle of a stream.</li>
 * </ul>
 * Without a stream, the last two break the connection before any answer. In a text to be
 * embedded, the first two work as well.
 * <p>
 * Other markers ask for a form of answer: {@code [echo]} for the rest of the message's
 * first line, {@code [bits]} for chunks of three characters, {@code [two-rounds]} for a
 * tool to be called twice, {@code [reasoning]} for reasoning tokens, and
 * {@code [no-usage]} for no report of tokens.
 * <p>
 * All methods may be called by any thread at any time. A client that disconnects disturbs
 * nobody else. Answers that are under way when the server is closed are broken off.
 */
public final class ModelServer implements AutoCloseable {

	private static final byte[] LOOPBACK = { 127, 0, 0, 1 };

	static {
		if (System.getProperty("sun.net.httpserver.nodelay") == null) {
			System.setProperty("sun.net.httpserver.nodelay", "true");
		}
	}

	private final HttpServer server;

	private final ExecutorService executor;

	private final Pauses pauses = new Pauses();

	private final RequestLog requests;

	private final Map<String, ModelEndpoint> endpoints;

	private ModelServer(HttpServer server, Builder builder) {
		this.server = server;
		this.requests = new RequestLog(builder.keptRequests);
		this.endpoints = Map.of("/v1/chat/completions",
				new ChatEndpoint(this.pauses, new ModelTiming(builder.chunkDelay, builder.stall, builder.retryAfter)),
				"/v1/embeddings", new EmbeddingsEndpoint());
		AtomicInteger threads = new AtomicInteger();
		this.executor = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "model-server-" + threads.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
		server.setExecutor(this.executor);
		server.createContext("/", this::handle);
		server.start();
	}

	/**
	 * Start a server with the defaults, on a free port.
	 * @return the started server
	 * @throws UncheckedIOException if it cannot listen
	 */
	public static ModelServer start() {
		return builder().start();
	}

	/**
	 * Start a server with the defaults, on the given port.
	 * @param port the TCP port to listen on, 0 for any free one
	 * @return the started server
	 * @throws UncheckedIOException if it cannot listen on that port
	 */
	public static ModelServer start(int port) {
		return builder().port(port).start();
	}

	/**
	 * Return a builder for a server with other settings.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the base URL of the API, as {@code spring.ai.openai.base-url} wants it.
	 * @return the URL, with the version and without a slash at the end
	 */
	public String url() {
		InetSocketAddress address = this.server.getAddress();
		return "http://%s:%d/v1".formatted(address.getAddress().getHostAddress(), address.getPort());
	}

	/**
	 * Return the newest requests, oldest first. A request is among them before its answer
	 * begins.
	 * @return a snapshot that does not change
	 */
	public List<ReceivedRequest> requests() {
		return this.requests.snapshot();
	}

	/**
	 * Forget the requests received so far.
	 */
	public void clearRequests() {
		this.requests.clear();
	}

	/**
	 * Stop listening and break off the answers that are under way. Closing again has no
	 * effect.
	 */
	@Override
	public void close() {
		this.pauses.endAll();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	private void handle(HttpExchange http) throws IOException {
		ModelExchange exchange = new ModelExchange(http);
		this.requests.add(exchange.request());
		try {
			endpoint(http).handle(exchange);
		}
		catch (ModelException ex) {
			exchange.answer(ex.status(), ex.json());
		}
	}

	private ModelEndpoint endpoint(HttpExchange http) throws ModelException {
		ModelEndpoint endpoint = this.endpoints.get(http.getRequestURI().getPath());
		if (endpoint == null) {
			throw new ModelException(404, "invalid_request_error", "There is nothing at this path");
		}
		if (!http.getRequestMethod().equals("POST")) {
			throw new ModelException(405, "invalid_request_error", "Only POST is allowed here");
		}
		return endpoint;
	}

	/**
	 * Settings of a {@link ModelServer}, each with a default. Not thread-safe.
	 */
	public static final class Builder {

		private int port;

		private Duration chunkDelay = Duration.ZERO;

		private Duration stall = Duration.ofSeconds(30);

		private Duration retryAfter = Duration.ofSeconds(1);

		private int keptRequests = 1000;

		private Builder() {
		}

		/**
		 * Set the port, by default any free one.
		 * @param port the TCP port to listen on, 0 for any free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Set the time before each word of a streamed answer, by default none.
		 * @param chunkDelay the delay
		 * @return this builder
		 */
		public Builder chunkDelay(Duration chunkDelay) {
			this.chunkDelay = chunkDelay;
			return this;
		}

		/**
		 * Set how long {@code [stall]} waits, by default 30 seconds.
		 * @param stall the time before the answer
		 * @return this builder
		 */
		public Builder stall(Duration stall) {
			this.stall = stall;
			return this;
		}

		/**
		 * Set the {@code Retry-After} of {@code [rate-limit]}, by default one second.
		 * @param retryAfter the time, sent in whole seconds
		 * @return this builder
		 */
		public Builder retryAfter(Duration retryAfter) {
			this.retryAfter = retryAfter;
			return this;
		}

		/**
		 * Set how many requests are kept, by default the newest 1000.
		 * @param keptRequests the number of requests, at least 1
		 * @return this builder
		 * @throws IllegalArgumentException if the number is less than 1
		 */
		public Builder keptRequests(int keptRequests) {
			if (keptRequests < 1) {
				throw new IllegalArgumentException("'keptRequests' must be at least 1");
			}
			this.keptRequests = keptRequests;
			return this;
		}

		/**
		 * Start the server.
		 * @return the started server
		 * @throws UncheckedIOException if it cannot listen on the port
		 */
		public ModelServer start() {
			try {
				InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), this.port);
				return new ModelServer(HttpServer.create(address, 0), this);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The model server cannot listen on port " + this.port, ex);
			}
		}

	}

}
