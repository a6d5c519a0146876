package io.contexttrace.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the choice of the traces that are recorded.
 *
 * @param strategy Which traces are recorded; if not set, Spring Boot's own settings say
 * so, and ours must not be set either
 * @param ratio Ratio of traces that the ratio strategy records, from 0 to 1
 * @param parentBased Whether a trace that began elsewhere is recorded if its caller
 * records it, and only new traces are chosen from
 * @param adaptive The adaptive strategy
 * @param rules Exceptions from the strategy, by the path of a request and by the kind of
 * the context; the first one that matches counts
 */
@ConfigurationProperties(SamplingProperties.PREFIX)
record SamplingProperties(@Nullable Strategy strategy, @DefaultValue("0.1") double ratio,
		@DefaultValue("true") boolean parentBased, @DefaultValue Adaptive adaptive, @DefaultValue List<Rule> rules) {

	static final String PREFIX = "context-trace.sampling";

	/**
	 * The adaptive strategy.
	 *
	 * @param tracesPerSecond How many traces the adaptive strategy records each second at
	 * the most
	 * @param routeInterval After how long without a trace a route is given one though the
	 * limit has been reached; 0s for never
	 */
	record Adaptive(@DefaultValue("100") double tracesPerSecond, @DefaultValue("1m") Duration routeInterval) {

	}

	/**
	 * An exception from the strategy.
	 *
	 * @param path Pattern of the paths of requests
	 * @param kind Kind of the context
	 * @param strategy Which of these traces are recorded
	 * @param ratio Ratio of these traces that is recorded, from 0 to 1
	 * @param tracesPerSecond How many of these traces are recorded each second at the
	 * most
	 */
	record Rule(@Nullable String path, @Nullable String kind, @Nullable Strategy strategy, @Nullable Double ratio,
			@Nullable Double tracesPerSecond) {

	}

	/**
	 * Strategies.
	 */
	enum Strategy {

		/**
		 * All traces.
		 */
		ALWAYS_ON,

		/**
		 * No trace.
		 */
		ALWAYS_OFF,

		/**
		 * A fixed part of the traces, the same ones in every service.
		 */
		RATIO,

		/**
		 * So many traces each second at the most, and rare routes among them.
		 */
		ADAPTIVE

	}

}
