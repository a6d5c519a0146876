package io.contexttrace.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

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

	private static final int HEADERS = 1024;

	private static final long SEED = 20261125;

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

	private final List<TraceHeader> sdkHeaders = new ArrayList<>();

	private final List<Map<String, String>> carriers = new ArrayList<>();

	private final List<String> roots = new ArrayList<>();

	private int next;

	/**
	 * Make headers, because a processor learns the digits of a single one by heart.
	 */
	public XRayHeaderBenchmark() {
		Random random = new Random(SEED);
		for (int i = 0; i < HEADERS; i++) {
			String root = XRayTraceHeader
				.rootOf(HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong()));
			String header = "Root=" + root + ";Parent=" + HexFormat.of().toHexDigits(random.nextLong()) + ";Sampled=1";
			this.roots.add(root);
			this.carriers.add(Map.of(NAME, header));
			this.sdkHeaders.add(TraceHeader.fromString(header));
		}
	}

	private Map<String, String> carrier() {
		return this.carriers.get(this.next++ & (HEADERS - 1));
	}

	private @Nullable String header() {
		return carrier().get(NAME);
	}

	/**
	 * The header as this library holds it.
	 * @return the header
	 */
	@Benchmark
	public @Nullable XRayTraceHeader parseOwn() {
		return XRayTraceHeader.parse(header());
	}

	/**
	 * The header as the X-Ray SDK holds it.
	 * @return the header
	 */
	@Benchmark
	public TraceHeader parseSdk() {
		return TraceHeader.fromString(header());
	}

	/**
	 * The trace of a request.
	 * @return the trace
	 */
	@Benchmark
	public @Nullable ReceivedTrace read() {
		return this.formats.read(carrier(), Map::get);
	}

	/**
	 * The trace of a request, as the parent of a span.
	 * @return what the span starts in
	 */
	@Benchmark
	public Context extractOwn() {
		return this.own.extract(Context.root(), carrier(), GETTER);
	}

	/**
	 * The same by OpenTelemetry's propagator.
	 * @return what the span starts in
	 */
	@Benchmark
	public Context extractOpenTelemetry() {
		return this.openTelemetry.extract(Context.root(), carrier(), GETTER);
	}

	/**
	 * The text of the header.
	 * @return the text
	 */
	@Benchmark
	public String formatOwn() {
		return XRayTraceHeader.format(this.roots.get(this.next++ & (HEADERS - 1)), PARENT, SamplingDecision.SAMPLED,
				"");
	}

	/**
	 * The text of the header, by the X-Ray SDK.
	 * @return the text
	 */
	@Benchmark
	public String formatSdk() {
		return this.sdkHeaders.get(this.next++ & (HEADERS - 1)).toString();
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
