package io.contexttrace.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.amazonaws.xray.entities.TraceHeader;
import io.contexttrace.header.ReceivedTrace;
import io.contexttrace.header.SamplingDecision;
import io.contexttrace.header.TraceFormat;
import io.contexttrace.header.TraceFormats;
import io.contexttrace.header.XRayTraceHeader;
import io.contexttrace.propagation.TraceFormatsPropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.contrib.awsxray.propagator.AwsXrayPropagator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Reading and writing {@code X-Amzn-Trace-Id}, beside the parser of AWS's X-Ray SDK and
 * OpenTelemetry's propagator. The carrier is a hash map.
 */
public class XRayHeaderBenchmark extends MeasuredBenchmark {

	private static final String NAME = "X-Amzn-Trace-Id";

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	private static final String PARENT = "53995c3f42cd8ad8";

	private static final TextMapGetter<Map<String, String>> GETTER = new MapGetter();

	private static final TextMapSetter<Map<String, String>> SETTER = (carrier, name, value) -> {
		if (carrier != null) {
			carrier.put(name, value);
		}
	};

	private final TraceFormats formats = new TraceFormats(List.of(TraceFormat.XRAY), List.of(TraceFormat.XRAY));

	private final TextMapPropagator own = new TraceFormatsPropagator(this.formats, false);

	private final TextMapPropagator openTelemetry = AwsXrayPropagator.getInstance();

	private final Context span = Context.root()
		.with(Span.wrap(SpanContext.create("67891233abcdef012345678912345678", PARENT, TraceFlags.getSampled(),
				TraceState.getDefault())));

	// not final, because the compiler must not know the texts
	private String header = "Root=" + ROOT + ";Parent=" + PARENT + ";Sampled=1";

	private Map<String, String> carrier = Map.of(NAME, this.header);

	private TraceHeader sdkHeader = TraceHeader.fromString(this.header);

	private String root = ROOT;

	private String parent = PARENT;

	/**
	 * The header as this library holds it.
	 * @return the header
	 */
	@Benchmark
	public @Nullable XRayTraceHeader parseOwn() {
		return XRayTraceHeader.parse(this.header);
	}

	/**
	 * The header as the X-Ray SDK holds it.
	 * @return the header
	 */
	@Benchmark
	public TraceHeader parseSdk() {
		return TraceHeader.fromString(this.header);
	}

	/**
	 * The trace of a request.
	 * @return the trace
	 */
	@Benchmark
	public @Nullable ReceivedTrace read() {
		return this.formats.read(this.carrier, Map::get);
	}

	/**
	 * The trace of a request, as the parent of a span.
	 * @return what the span starts in
	 */
	@Benchmark
	public Context extractOwn() {
		return this.own.extract(Context.root(), this.carrier, GETTER);
	}

	/**
	 * The same by OpenTelemetry's propagator.
	 * @return what the span starts in
	 */
	@Benchmark
	public Context extractOpenTelemetry() {
		return this.openTelemetry.extract(Context.root(), this.carrier, GETTER);
	}

	/**
	 * The text of the header.
	 * @return the text
	 */
	@Benchmark
	public String formatOwn() {
		return XRayTraceHeader.format(this.root, this.parent, SamplingDecision.SAMPLED, "");
	}

	/**
	 * The text of the header, by the X-Ray SDK.
	 * @return the text
	 */
	@Benchmark
	public String formatSdk() {
		return this.sdkHeader.toString();
	}

	/**
	 * A span's header on an outgoing request, with the map that takes it.
	 * @return the headers
	 */
	@Benchmark
	public Map<String, String> injectOwn() {
		Map<String, String> headers = new HashMap<>();
		this.own.inject(this.span, headers, SETTER);
		return headers;
	}

	/**
	 * The same by OpenTelemetry's propagator.
	 * @return the headers
	 */
	@Benchmark
	public Map<String, String> injectOpenTelemetry() {
		Map<String, String> headers = new HashMap<>();
		this.openTelemetry.inject(this.span, headers, SETTER);
		return headers;
	}

	private static final class MapGetter implements TextMapGetter<Map<String, String>> {

		@Override
		public Iterable<String> keys(Map<String, String> carrier) {
			return carrier.keySet();
		}

		@Override
		public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
			return (carrier != null) ? carrier.get(key) : null;
		}

	}

}
