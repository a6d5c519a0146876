package io.contexttrace.autoconfigure;

import java.util.List;

import io.contexttrace.header.TraceFormat;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the ids of traces on the wire.
 *
 * @param consume Formats that are read, of which the first that is there and valid
 * counts; those of management.tracing.propagation and then xray, if not set
 * @param produce Formats that are written; those of management.tracing.propagation, and
 * xray for work that came with it, if not set
 * @param id How new trace ids are made
 */
@ConfigurationProperties("context-trace.trace")
record TraceProperties(@Nullable List<TraceFormat> consume, @Nullable List<TraceFormat> produce,
		@DefaultValue("random") IdFormat id) {

	/**
	 * Forms of new trace ids.
	 */
	enum IdFormat {

		/**
		 * Random, as W3C trace context recommends.
		 */
		RANDOM,

		/**
		 * With the time in front, as AWS X-Ray wants them.
		 */
		XRAY

	}

}
