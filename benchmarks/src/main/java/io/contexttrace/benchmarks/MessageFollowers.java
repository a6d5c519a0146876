package io.contexttrace.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who follows a message, by the settings of the application that sends or receives it.
 */
public enum MessageFollowers {

	/**
	 * Nobody: Spring alone, which all others include.
	 */
	NONE,

	/**
	 * Context Trace, in an application without a tracer.
	 */
	CONTEXT_TRACE,

	/**
	 * Spring's own observation, none of whose traces are sampled.
	 */
	BOOT_UNSAMPLED,

	/**
	 * Spring's own observation, all of whose traces are sampled.
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

	private static final String NO_TRACER = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration";

	private static final String OFF = "context-trace.enabled=false";

	boolean isObserved() {
		return this != NONE && this != CONTEXT_TRACE;
	}

	boolean isSampled() {
		return this == BOOT_SAMPLED || this == BOTH_SAMPLED;
	}

	boolean isContextTrace() {
		return this == CONTEXT_TRACE || this == BOTH_UNSAMPLED || this == BOTH_SAMPLED;
	}

	List<String> properties() {
		return Stream
			.of("spring.kafka.template.observation-enabled=" + isObserved(),
					"spring.kafka.listener.observation-enabled=" + isObserved(),
					"spring.rabbitmq.template.observation-enabled=" + isObserved(),
					"spring.rabbitmq.listener.simple.observation-enabled=" + isObserved(),
					"management.tracing.sampling.probability=" + (isSampled() ? 1 : 0), isContextTrace() ? "" : OFF,
					(this == CONTEXT_TRACE) ? NO_TRACER : "")
			.filter((property) -> !property.isEmpty())
			.toList();
	}

}
