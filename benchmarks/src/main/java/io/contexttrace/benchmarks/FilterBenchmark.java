package io.contexttrace.benchmarks;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole request through the filters: those of Context Trace, Boot's own that observes
 * the server, and both. All go over the same request and response, which are light, and
 * come from an application as Boot wires it. There is much code to compile before the
 * figures settle.
 */
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark extends MeasuredBenchmark {

	/**
	 * The request and the response alone, which all others include.
	 * @param requests the requests
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public StubResponse noFilter(Requests requests) throws IOException, ServletException {
		return requests.handle();
	}

	/**
	 * The filters of Context Trace in an application without a tracer.
	 * @param requests the requests
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public StubResponse contextTrace(Requests.ContextTrace requests) throws IOException, ServletException {
		return requests.handle();
	}

	/**
	 * For comparison: Boot's filter, none of whose traces are sampled.
	 * @param requests the requests
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public StubResponse bootUnsampled(Requests.BootUnsampled requests) throws IOException, ServletException {
		return requests.handle();
	}

	/**
	 * For comparison: Boot's filter, all of whose traces are sampled.
	 * @param requests the requests
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public StubResponse bootSampled(Requests.BootSampled requests) throws IOException, ServletException {
		return requests.handle();
	}

	/**
	 * An application with the starter, none of whose traces are sampled.
	 * @param requests the requests
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public StubResponse bothUnsampled(Requests.BothUnsampled requests) throws IOException, ServletException {
		return requests.handle();
	}

	/**
	 * An application with the starter, all of whose traces are sampled.
	 * @param requests the requests
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public StubResponse bothSampled(Requests.BothSampled requests) throws IOException, ServletException {
		return requests.handle();
	}

}
