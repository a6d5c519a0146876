package io.contexttrace.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The time that the measuring threads really had a processor, for each operation. On a
 * machine that does other work too, the time on the clock counts that work as well.
 */
public final class CpuTimeProfiler implements InternalProfiler {

	/**
	 * What the result is called.
	 */
	static final String CPU_TIME = "cpu.time.norm";

	private static final String WORKER = "jmh-worker";

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private long before;

	@Override
	public String getDescription() {
		return "CPU time of the measuring threads";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
		this.before = cpuTime();
	}

	@Override
	public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
			IterationParams iterationParams, IterationResult result) {
		double perOperation = (double) (cpuTime() - this.before) / result.getMetadata().getAllOps();
		return List.of(new ScalarResult(CPU_TIME, perOperation, "ns/op", AggregationPolicy.AVG));
	}

	private long cpuTime() {
		return Arrays.stream(this.threads.getThreadInfo(this.threads.getAllThreadIds()))
			.filter(Objects::nonNull)
			.filter((thread) -> thread.getThreadName().contains(WORKER))
			.mapToLong(ThreadInfo::getThreadId)
			.map(this.threads::getThreadCpuTime)
			.sum();
	}

}
