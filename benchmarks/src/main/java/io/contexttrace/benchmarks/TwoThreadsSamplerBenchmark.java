package io.contexttrace.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/**
 * The same with two threads at once.
 */
@Threads(2)
public class TwoThreadsSamplerBenchmark extends SamplerBenchmark {

}
