package io.contexttrace.benchmarks;

import org.openjdk.jmh.annotations.Threads;

/**
 * The same with four threads at once.
 */
@Threads(4)
public class FourThreadsSamplerBenchmark extends SamplerBenchmark {

}
