package io.contexttrace.benchmarks;

import java.util.List;

/**
 * Which filters a request goes through, by the settings of the application that has them.
 */
public enum Filters {

	/**
	 * None: the request and the response alone, which all others include.
	 */
	NONE,

	/**
	 * Those of Context Trace, in an application without a tracer.
	 */
	CONTEXT_TRACE,

	/**
	 * Boot's own, none of whose traces are sampled.
	 */
	BOOT_UNSAMPLED,

	/**
	 * Boot's own, all of whose traces are sampled.
	 */
	BOOT_SAMPLED,

	/**
	 * Both, as an application with the starter has them, without sampling.
	 */
	BOTH_UNSAMPLED,

	/**
	 * Both, as an application with the starter has them, with sampling.
	 */
	BOTH_SAMPLED;

	private static final String EXCLUDE = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration,"
			+ "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration";

	private static final String OFF = "context-trace.enabled=false";

	private static final String PROBABILITY = "management.tracing.sampling.probability=";

	List<String> properties() {
		return switch (this) {
			case NONE -> List.of();
			case CONTEXT_TRACE -> List.of(EXCLUDE);
			case BOOT_UNSAMPLED -> List.of(OFF, PROBABILITY + "0");
			case BOOT_SAMPLED -> List.of(OFF, PROBABILITY + "1");
			case BOTH_UNSAMPLED -> List.of(PROBABILITY + "0");
			case BOTH_SAMPLED -> List.of(PROBABILITY + "1");
		};
	}

	String traceFlags() {
		return (this == BOOT_SAMPLED || this == BOTH_SAMPLED) ? "01" : "00";
	}

}
