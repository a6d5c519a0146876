package io.contexttrace.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import io.contexttrace.header.HeaderNames;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Sends requests through the filters of an application; here, of none.
 */
@State(Scope.Benchmark)
public class Requests {

	private static final String TRACING = "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration";

	/**
	 * Whether the caller sent trace and context headers.
	 */
	@Param({ "new", "continued" })
	private String context = "new";

	private final FilteredApplication application;

	private final String traceFlags;

	private FilterChain chain = (request, response) -> {
	};

	private Map<String, String> headers = Map.of();

	/**
	 * Create an instance without filters.
	 */
	public Requests() {
		this("00", FilteredApplication.none());
	}

	Requests(String traceFlags, FilteredApplication application) {
		this.traceFlags = traceFlags;
		this.application = application;
	}

	/**
	 * Start the application, and make sure that its filters do their work.
	 * @throws IOException never
	 * @throws ServletException never
	 */
	@Setup
	public void start() throws IOException, ServletException {
		this.headers = this.context.equals("new") ? ordinary() : continued();
		this.chain = this.application.start();
		this.application.check(handle());
	}

	/**
	 * Stop it.
	 */
	@TearDown
	public void stop() {
		this.application.close();
	}

	StubResponse handle() throws IOException, ServletException {
		StubResponse response = new StubResponse();
		this.chain.doFilter(new StubRequest(this.headers), response);
		return response;
	}

	private static Map<String, String> ordinary() {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(Map.of("Host", "localhost:8080", "User-Agent", "curl/8.10.1", "Accept", "*/*"));
		return headers;
	}

	private Map<String, String> continued() {
		Map<String, String> headers = ordinary();
		headers.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-" + this.traceFlags);
		headers.put(HeaderNames.DEFAULT.id(), "0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34");
		headers.put(HeaderNames.DEFAULT.kind(), "session");
		headers.put(HeaderNames.DEFAULT.user(), "mXc3Vx0nQ6yJ8tYb1uVfHg");
		return headers;
	}

	/**
	 * The filters of Context Trace.
	 */
	public static class ContextTrace extends Requests {

		/**
		 * Create an instance.
		 */
		public ContextTrace() {
			super("00", FilteredApplication.of(FilteredApplication::isContextTrace,
					"spring.autoconfigure.exclude=" + TRACING));
		}

	}

	/**
	 * Boot's filter, without sampling.
	 */
	public static class BootUnsampled extends Requests {

		/**
		 * Create an instance.
		 */
		public BootUnsampled() {
			super("00", FilteredApplication.of(FilteredApplication::isBoot, "context-trace.enabled=false",
					"management.tracing.sampling.probability=0"));
		}

	}

	/**
	 * Boot's filter, with sampling.
	 */
	public static class BootSampled extends Requests {

		/**
		 * Create an instance.
		 */
		public BootSampled() {
			super("01", FilteredApplication.of(FilteredApplication::isBoot, "context-trace.enabled=false",
					"management.tracing.sampling.probability=1"));
		}

	}

	/**
	 * All these filters, without sampling.
	 */
	public static class BothUnsampled extends Requests {

		/**
		 * Create an instance.
		 */
		public BothUnsampled() {
			super("00",
					FilteredApplication.of(FilteredApplication::isEither, "management.tracing.sampling.probability=0"));
		}

	}

	/**
	 * All these filters, with sampling.
	 */
	public static class BothSampled extends Requests {

		/**
		 * Create an instance.
		 */
		public BothSampled() {
			super("01",
					FilteredApplication.of(FilteredApplication::isEither, "management.tracing.sampling.probability=1"));
		}

	}

}
