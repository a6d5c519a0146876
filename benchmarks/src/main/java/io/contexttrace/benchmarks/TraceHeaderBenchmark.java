package io.contexttrace.benchmarks;

import io.contexttrace.ContextListener;
import io.contexttrace.TraceReference;
import io.contexttrace.header.HeaderGuard;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TraceParentHeader;
import io.contexttrace.header.XRayTraceHeader;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Reading and cleaning the headers of tracing.
 */
public class TraceHeaderBenchmark extends MeasuredBenchmark {

	private final HeaderGuard guard = new HeaderGuard(HeaderNames.DEFAULT, new ContextListener() {
	});

	// not final, because the compiler must not know the texts
	private String baggage = "tenant=acme,region=eu-west-1,feature=checkout%20v2;ttl=60,"
			+ "context.id=0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34";

	private String xray = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";

	private String traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	/**
	 * The header of a load balancer.
	 * @return the header
	 */
	@Benchmark
	public @Nullable XRayTraceHeader parseXRay() {
		return XRayTraceHeader.parse(this.xray);
	}

	/**
	 * The header of W3C trace context, as it is read without a tracer.
	 * @return the trace
	 */
	@Benchmark
	public @Nullable TraceReference parseTraceParent() {
		return TraceParentHeader.parse(this.traceParent);
	}

	/**
	 * Baggage with four harmless members, one of them encoded, one a context id.
	 * @return the same baggage
	 */
	@Benchmark
	public @Nullable String cleanBaggage() {
		return this.guard.clean(HeaderNames.BAGGAGE, this.baggage);
	}

}
