package io.contexttrace.benchmarks;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.prompt.ChatOptions;

/**
 * A call with a chat client to a model that answers at once, as far as the calling thread
 * pays for it: Spring AI with its own observations, metrics and sampled traces, and the
 * same with Context Trace. The streams differ by a thousand chunks, so that the cost of a
 * chunk is a thousandth of the difference. There is much code to compile before the
 * figures settle.
 */
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
public class ModelCallBenchmark extends MeasuredBenchmark {

	private static final String QUESTION = "What does the warranty of the lamp cover? ".repeat(48);

	private static final int MANY_CHUNKS = 1001;

	/**
	 * Who follows the call.
	 */
	@Param
	private Followers followers = Followers.SPRING_AI;

	private @Nullable ChatApplication application;

	private @Nullable ChatClient client;

	/**
	 * Start the application.
	 */
	@Setup
	public void start() {
		this.application = ChatApplication.start(() -> {
		}, this.followers.properties());
		this.client = this.application.client(this.followers.advisors());
	}

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	/**
	 * A call that waits for the whole answer.
	 * @return the answer
	 */
	@Benchmark
	public @Nullable String call() {
		return client().prompt(QUESTION).call().content();
	}

	/**
	 * A stream of one chunk.
	 * @return the last piece of the answer
	 */
	@Benchmark
	public @Nullable String stream() {
		return stream(1);
	}

	/**
	 * A stream of many chunks, for each of them.
	 * @return the last piece of the answer
	 */
	@Benchmark
	@OperationsPerInvocation(MANY_CHUNKS)
	public @Nullable String chunkOfLongStream() {
		return stream(MANY_CHUNKS);
	}

	private @Nullable String stream(int chunks) {
		return client().prompt(QUESTION)
			.options(ChatOptions.builder().maxTokens(chunks))
			.stream()
			.content()
			.blockLast();
	}

	private ChatClient client() {
		return Objects.requireNonNull(this.client);
	}

}
