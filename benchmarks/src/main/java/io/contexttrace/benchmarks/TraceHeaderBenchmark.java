package io.contexttrace.benchmarks;

import java.util.List;
import java.util.Map;

import io.contexttrace.ContextListener;
import io.contexttrace.header.HeaderGuard;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.ReceivedTrace;
import io.contexttrace.header.TraceFormat;
import io.contexttrace.header.TraceFormats;
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

	private Map<String, String> w3c = Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

	private final TraceFormats formats = new TraceFormats(List.of(TraceFormat.W3C), List.of());

	/**
	 * The header of W3C trace context.
	 * @return the trace
	 */
	@Benchmark
	public @Nullable ReceivedTrace readTraceParent() {
		return this.formats.read(this.w3c, Map::get);
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
