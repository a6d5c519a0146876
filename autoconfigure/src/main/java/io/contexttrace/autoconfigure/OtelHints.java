package io.contexttrace.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Says which environment variables of OpenTelemetry do not do what they say. As
 * OpenTelemetry wants it, they are ignored and do not stop the start. No hint has the
 * value of a variable in it, which may be a secret.
 *
 * @param variables the variables
 */
record OtelHints(OtelVariables variables) {

	private static final int MAX_UNREAD = 20;

	private static final Set<String> SAMPLERS = Set.of("always_on", "always_off", "traceidratio",
			"parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio");

	private static final Set<String> PROPAGATORS = Set.of("tracecontext", "baggage", "b3", "b3multi", "xray", "none");

	private static final Set<String> EXPORTERS = Set.of("otlp", "none");

	private static final Set<String> PROTOCOLS = Set.of("grpc", "http/protobuf");

	/**
	 * The hints.
	 * @param strategy the value of {@code context-trace.sampling.strategy}
	 * @return one sentence each
	 */
	List<String> all(@Nullable String strategy) {
		List<String> hints = new ArrayList<>();
		addSampler(hints, strategy);
		addUnknown(hints, "PROPAGATORS", PROPAGATORS,
				"names a propagator that is not there: use tracecontext, baggage, b3, b3multi or xray, or set"
						+ " context-trace.trace.consume and context-trace.trace.produce.");
		addUnknown(hints, "TRACES_EXPORTER", EXPORTERS,
				"names an exporter that Spring Boot does not know: it only switches the one of OTLP on and off.");
		for (String name : List.of("EXPORTER_OTLP_TRACES_PROTOCOL", "EXPORTER_OTLP_PROTOCOL")) {
			addUnknown(hints, name, PROTOCOLS, "names a protocol that is not there: use grpc or http/protobuf.");
		}
		addUnread(hints);
		return hints;
	}

	private void addSampler(List<String> hints, @Nullable String strategy) {
		boolean sampler = this.variables.get("TRACES_SAMPLER") != null;
		if (sampler && strategy != null) {
			hints.add("OTEL_TRACES_SAMPLER has no effect, because context-trace.sampling.strategy is set.");
			return;
		}
		addUnknown(hints, "TRACES_SAMPLER", SAMPLERS,
				"names a sampler that is not there: for a limit of traces a second, set"
						+ " context-trace.sampling.strategy=adaptive.");
		if (!sampler && this.variables.get("TRACES_SAMPLER_ARG") != null) {
			hints.add("OTEL_TRACES_SAMPLER_ARG has no effect without OTEL_TRACES_SAMPLER.");
		}
	}

	private void addUnknown(List<String> hints, String name, Set<String> known, String hint) {
		if (!known.containsAll(this.variables.list(name))) {
			hints.add(OtelVariables.PREFIX + name + " " + hint);
		}
	}

	private void addUnread(List<String> hints) {
		List<String> unread = this.variables.unread().stream().limit(MAX_UNREAD).toList();
		if (!unread.isEmpty()) {
			hints.add(String.join(", ", unread) + ": not read by Spring Boot, which has properties of its own.");
		}
	}

}
