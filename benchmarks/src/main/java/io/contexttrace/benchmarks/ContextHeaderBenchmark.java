package io.contexttrace.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextListener;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.TraceReference;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Reading and writing the headers of a context. The carrier is a hash map, so that the
 * figures are those of the headers and not of a container.
 */
public class ContextHeaderBenchmark extends MeasuredBenchmark {

	private static final String ID = "0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34";

	private static final String CARRIER = "http.server";

	private static final HeaderNames NAMES = HeaderNames.DEFAULT;

	private final ContextListener listener = new ContextListener() {
	};

	private final ContextHeaders headers = new ContextHeaders(NAMES, "session", TrustPolicy.validSyntax(),
			this.listener);

	private final Map<String, String> none = Map.of("Host", "localhost", "Accept", "application/json");

	private final Map<String, String> id = Map.of(NAMES.id(), ID);

	private final Map<String, String> all = Map.of(NAMES.id(), ID, NAMES.kind(), "session", NAMES.parent(),
			"document-4711", NAMES.user(), "mXc3Vx0nQ6yJ8tYb1uVfHg");

	private final Map<String, String> malformed = Map.of(NAMES.id(), "0199a6f2-3b1c-7d45\r\nSet-Cookie: a=b");

	private final ContextSnapshot held = new CurrentContext(List.of()).snapshot(
			new BusinessContext(new ContextId(ID), "session", new ContextId("document-4711"), "mXc3Vx0nQ6yJ8tYb1uVfHg",
					Map.of()),
			new TraceReference("0af7651916cd43dd8448eb211c80319c", "1-0af76519-16cd43dd8448eb211c80319c", true,
					Map.of()));

	/**
	 * A request without context headers.
	 * @return {@code null}
	 */
	@Benchmark
	public @Nullable BusinessContext readNone() {
		return read(this.none);
	}

	/**
	 * A request with a context id only.
	 * @return the context
	 */
	@Benchmark
	public @Nullable BusinessContext readId() {
		return read(this.id);
	}

	/**
	 * A request with id, kind, parent and user.
	 * @return the context
	 */
	@Benchmark
	public @Nullable BusinessContext readAll() {
		return read(this.all);
	}

	/**
	 * A request with a hostile id.
	 * @return {@code null}
	 */
	@Benchmark
	public @Nullable BusinessContext readMalformed() {
		return read(this.malformed);
	}

	/**
	 * An outgoing call without any header, with the map that takes them.
	 * @return the headers
	 */
	@Benchmark
	public Map<String, String> writeMissing() {
		Map<String, String> carrier = new HashMap<>();
		this.headers.writeMissing(this.held, carrier, Map::get, Map::put);
		return carrier;
	}

	private @Nullable BusinessContext read(Map<String, String> received) {
		return this.headers.read(received, Map::get, CARRIER);
	}

}
