package io.contexttrace.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import io.contexttrace.header.HeaderNames;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
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
	 * Which filters the request goes through.
	 */
	@Param
	private Filters filters = Filters.NONE;

	/**
	 * Whether the caller sent trace and context headers.
	 */
	@Param({ "new", "continued" })
	private String context = "new";

	private final FilteredApplication application = new FilteredApplication();

	private FilterChain chain = FilteredApplication.END;

	private Map<String, String> headers = Map.of();

	/**
	 * Start the application, and make sure that its filters do their work.
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Setup
	public void start() throws IOException, ServletException {
		this.headers = headers();
		if (this.filters != Filters.NONE) {
			this.chain = this.application.start(this.filters);
			this.application.check((StubResponse) request());
		}
	}

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		this.application.close();
	}

	/**
	 * One request, with its request and response objects.
	 * @return the response
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Benchmark
	public Object request() throws IOException, ServletException {
		StubResponse response = new StubResponse();
		this.chain.doFilter(new StubRequest(this.headers), response);
		return response;
	}

	private Map<String, String> headers() {
		Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		received.putAll(Map.of("Host", "localhost:8080", "User-Agent", "curl/8.10.1", "Accept", "*/*"));
		if (this.context.equals("continued")) {
			received.putAll(Map.of("traceparent",
					"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-" + this.filters.traceFlags(),
					HeaderNames.DEFAULT.id(), "0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34", HeaderNames.DEFAULT.kind(),
					"session", HeaderNames.DEFAULT.user(), "mXc3Vx0nQ6yJ8tYb1uVfHg"));
		}
		return received;
	}

}
