package io.contexttrace.benchmarks;

import java.util.UUID;

import io.contexttrace.ContextId;
import io.contexttrace.ContextIdGenerator;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Each way to make a context id, beside an id from the system's source of entropy.
 */
public class ContextIdBenchmark extends MeasuredBenchmark {

	private final ContextIdGenerator version7 = ContextIdGenerator.uuidV7();

	private final ContextIdGenerator version4 = ContextIdGenerator.uuidV4();

	private final ContextIdGenerator sequence = ContextIdGenerator.sequence("node-1");

	/**
	 * The default: a UUID that sorts by time.
	 * @return the id
	 */
	@Benchmark
	public ContextId uuidV7() {
		return this.version7.generate();
	}

	/**
	 * A UUID that tells nothing.
	 * @return the id
	 */
	@Benchmark
	public ContextId uuidV4() {
		return this.version4.generate();
	}

	/**
	 * A short id that counts up.
	 * @return the id
	 */
	@Benchmark
	public ContextId sequence() {
		return this.sequence.generate();
	}

	/**
	 * For comparison: the UUID of the JDK, which comes from {@code SecureRandom}.
	 * @return the id
	 */
	@Benchmark
	public ContextId randomUuid() {
		return new ContextId(UUID.randomUUID().toString());
	}

}
