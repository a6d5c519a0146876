package io.contexttrace.ai;

import java.util.function.Function;

import io.contexttrace.llm.LlmTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP requests that a call to a model takes, where the provider's client can be
 * hooked: the first one, and those that the provider's SDK makes when that one fails.
 * Safe for use by several threads.
 */
public final class HttpAttempts {

	private static final Logger logger = LoggerFactory.getLogger(HttpAttempts.class);

	private final String requestId;

	private int count;

	private @Nullable Integer status;

	private @Nullable Function<String, @Nullable String> headers;

	private long firstBytesAt;

	HttpAttempts(String requestId) {
		this.requestId = requestId;
	}

	/**
	 * A request goes out. What is known of the answer to the one before is out of date.
	 */
	public synchronized void requested() {
		this.count++;
		this.status = null;
		this.headers = null;
	}

	/**
	 * A request has been answered, as far as the headers go.
	 * @param status the HTTP status
	 * @param headers gives the value of a header by its name
	 */
	public synchronized void answered(int status, Function<String, @Nullable String> headers) {
		this.status = status;
		this.headers = headers;
		logger.debug("Attempt {} of LLM call {} was answered with {}", this.count, this.requestId, status);
	}

	/**
	 * A request has failed without an answer.
	 * @param failure how
	 */
	public synchronized void failed(Throwable failure) {
		logger.debug("Attempt {} of LLM call {} failed with {}", this.count, this.requestId,
				failure.getClass().getName());
	}

	/**
	 * The first bytes of a streamed answer have arrived.
	 */
	public synchronized void firstBytes() {
		if (this.firstBytesAt == 0) {
			this.firstBytesAt = System.nanoTime();
		}
	}

	synchronized int count() {
		return this.count;
	}

	synchronized long firstBytesAt() {
		return this.firstBytesAt;
	}

	/**
	 * What is known of the requests.
	 * @return the last answer, and how many requests it took
	 */
	synchronized LlmTransport transport() {
		return (this.count > 0) ? new LlmTransport(this.status, this.count,
				(this.headers != null) ? RateLimitHeaders.read(this.headers) : null) : LlmTransport.UNKNOWN;
	}

}
