package io.contexttrace.benchmarks;

import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Threads;

/**
 * The same with two threads at once, also with the time of single calls, because what a
 * shared source costs shows in the tail.
 */
@Threads(2)
@BenchmarkMode({ Mode.AverageTime, Mode.SampleTime })
public class ConcurrentContextIdBenchmark extends ContextIdBenchmark {

}
