package io.contexttrace.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The environment variables of OpenTelemetry.
 *
 * @param environment the environment of the process
 */
record OtelVariables(Map<String, Object> environment) {

	/**
	 * Those that Spring Boot reads, without their prefix. A test compares them with its
	 * classes.
	 */
	static final Set<String> READ = Set.of("""
			ATTRIBUTE_COUNT_LIMIT ATTRIBUTE_VALUE_LENGTH_LIMIT BLRP_EXPORT_TIMEOUT BLRP_MAX_EXPORT_BATCH_SIZE
			BLRP_MAX_QUEUE_SIZE BLRP_SCHEDULE_DELAY BSP_EXPORT_TIMEOUT BSP_MAX_EXPORT_BATCH_SIZE
			BSP_MAX_QUEUE_SIZE BSP_SCHEDULE_DELAY EVENT_ATTRIBUTE_COUNT_LIMIT EXPORTER_OTLP_CERTIFICATE
			EXPORTER_OTLP_CLIENT_CERTIFICATE EXPORTER_OTLP_CLIENT_KEY EXPORTER_OTLP_COMPRESSION
			EXPORTER_OTLP_ENDPOINT EXPORTER_OTLP_HEADERS EXPORTER_OTLP_LOGS_CERTIFICATE
			EXPORTER_OTLP_LOGS_CLIENT_CERTIFICATE EXPORTER_OTLP_LOGS_CLIENT_KEY EXPORTER_OTLP_LOGS_COMPRESSION
			EXPORTER_OTLP_LOGS_ENDPOINT EXPORTER_OTLP_LOGS_HEADERS EXPORTER_OTLP_LOGS_PROTOCOL
			EXPORTER_OTLP_LOGS_TIMEOUT EXPORTER_OTLP_METRICS_CERTIFICATE
			EXPORTER_OTLP_METRICS_CLIENT_CERTIFICATE EXPORTER_OTLP_METRICS_CLIENT_KEY
			EXPORTER_OTLP_METRICS_COMPRESSION EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION
			EXPORTER_OTLP_METRICS_ENDPOINT EXPORTER_OTLP_METRICS_HEADERS
			EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE EXPORTER_OTLP_METRICS_TIMEOUT EXPORTER_OTLP_PROTOCOL
			EXPORTER_OTLP_TIMEOUT EXPORTER_OTLP_TRACES_CERTIFICATE EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE
			EXPORTER_OTLP_TRACES_CLIENT_KEY EXPORTER_OTLP_TRACES_COMPRESSION EXPORTER_OTLP_TRACES_ENDPOINT
			EXPORTER_OTLP_TRACES_HEADERS EXPORTER_OTLP_TRACES_PROTOCOL EXPORTER_OTLP_TRACES_TIMEOUT
			LINK_ATTRIBUTE_COUNT_LIMIT LOGRECORD_ATTRIBUTE_COUNT_LIMIT LOGRECORD_ATTRIBUTE_VALUE_LENGTH_LIMIT
			LOGS_EXPORTER METRICS_EXEMPLAR_FILTER METRICS_EXPORTER METRIC_EXPORT_INTERVAL PROPAGATORS
			RESOURCE_ATTRIBUTES SDK_DISABLED SERVICE_NAME SPAN_ATTRIBUTE_COUNT_LIMIT
			SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT SPAN_EVENT_COUNT_LIMIT SPAN_LINK_COUNT_LIMIT TRACES_EXPORTER
			TRACES_SAMPLER TRACES_SAMPLER_ARG
			""".strip().split("\\s+"));

	static final String PREFIX = "OTEL_";

	/**
	 * The value of a variable.
	 * @param name its name without the prefix
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String get(String name) {
		Object value = this.environment.get(PREFIX + name);
		return (value != null && StringUtils.hasText(value.toString())) ? value.toString().trim() : null;
	}

	/**
	 * The values of a variable that is a list.
	 * @param name its name without the prefix
	 * @return the values in lower case
	 */
	Set<String> list(String name) {
		String value = get(name);
		return Arrays.stream(StringUtils.tokenizeToStringArray(value, ","))
			.map((element) -> element.toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * The attributes of the resource.
	 * @return the values by their names
	 */
	Map<String, String> resourceAttributes() {
		Map<String, String> attributes = new HashMap<>();
		for (String attribute : StringUtils.tokenizeToStringArray(get("RESOURCE_ATTRIBUTES"), ",")) {
			String[] parts = attribute.split("=", 2);
			if (parts.length == 2) {
				attributes.put(parts[0].trim(), decoded(parts[1].trim()));
			}
		}
		String service = get("SERVICE_NAME");
		if (service != null) {
			attributes.put("service.name", service);
		}
		return attributes;
	}

	private static String decoded(String value) {
		try {
			return StringUtils.uriDecode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

	/**
	 * The variables that nobody reads here.
	 * @return their names, sorted
	 */
	Set<String> unread() {
		Set<String> unread = new TreeSet<>();
		for (String name : this.environment.keySet()) {
			if (name.startsWith(PREFIX) && !READ.contains(name.substring(PREFIX.length()))) {
				unread.add(name);
			}
		}
		return unread;
	}

}
