package io.contexttrace.autoconfigure;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.ClassUtils;

/**
 * Completes what Spring Boot does for OpenTelemetry: spans, events and metrics tell the
 * version and the environment of the service, as records do; the trace formats follow
 * {@code OTEL_PROPAGATORS}, X-Ray's among them; and variables that do nothing are told
 * of. The properties join Boot's default properties, so that whatever the application
 * sets itself wins.
 */
final class OtelEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String SDK = "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration";

	private static final String OWN_SDK = "io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk";

	private static final String AGENT = "io.opentelemetry.javaagent.OpenTelemetryAgent";

	/**
	 * By the name of a propagator, the trace format.
	 */
	private static final Map<String, String> FORMATS = Map.of("tracecontext", "w3c", "xray", "xray", "b3", "b3",
			"b3multi", "b3-multi");

	private static final Set<String> KNOWN = Set.of("tracecontext", "xray", "b3", "b3multi", "none");

	private static final Set<String> BAGGAGE_ALONE = Set.of("baggage");

	private final Log logger;

	OtelEnvironmentPostProcessor(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(() -> LogFactory.getLog("context-trace"));
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ClassLoader classLoader = application.getClassLoader();
		if (!environment.getProperty("context-trace.enabled", Boolean.class, true)
				|| !ClassUtils.isPresent(SDK, classLoader)) {
			return;
		}
		OtelVariables variables = new OtelVariables(environment.getSystemEnvironment());
		Map<String, Object> defaults = resourceAttributes(environment, classLoader,
				variables.resourceAttributes().keySet());
		if (environment.getProperty("management.opentelemetry.map-environment-variables", Boolean.class, true)) {
			addFormats(defaults, variables);
			if (!ClassUtils.isPresent(OWN_SDK, classLoader) && !isAgentPresent()) {
				hint(environment, variables);
			}
		}
		defaults.keySet().removeIf(environment::containsProperty);
		DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
	}

	private static boolean isAgentPresent() {
		return ClassUtils.isPresent(AGENT, ClassLoader.getSystemClassLoader());
	}

	private void hint(ConfigurableEnvironment environment, OtelVariables variables) {
		String strategy = environment.getProperty(SamplingProperties.PREFIX + ".strategy");
		new OtelHints(variables).all(strategy).forEach(this.logger::warn);
	}

	private static void addFormats(Map<String, Object> defaults, OtelVariables variables) {
		Set<String> propagators = variables.list("PROPAGATORS");
		// what names no format that is known is ignored
		if (!Collections.disjoint(propagators, KNOWN) || propagators.equals(BAGGAGE_ALONE)) {
			String formats = propagators.stream()
				.filter(FORMATS::containsKey)
				.map(FORMATS::get)
				.collect(Collectors.joining(","));
			defaults.put("context-trace.trace.consume", formats);
			defaults.put("context-trace.trace.produce", formats);
		}
	}

	// Boot lets the property win over the variable, and this is no property of the user's
	private static Map<String, Object> resourceAttributes(ConfigurableEnvironment environment, ClassLoader classLoader,
			Set<String> known) {
		Map<String, @Nullable String> attributes = new HashMap<>();
		attributes.put("service.version", version(environment, classLoader));
		attributes.put("deployment.environment.name", environment.getProperty("context-trace.records.environment"));
		Map<String, Object> defaults = new HashMap<>();
		attributes.forEach((name, value) -> {
			if (value != null && !known.contains(name)) {
				defaults.put("management.opentelemetry.resource-attributes[" + name + "]", value);
			}
		});
		return defaults;
	}

	// as records have it, where Boot's BuildProperties are asked
	private static @Nullable String version(ConfigurableEnvironment environment, ClassLoader classLoader) {
		String version = environment.getProperty("spring.application.version");
		Resource build = new DefaultResourceLoader(classLoader).getResource(
				environment.getProperty("spring.info.build.location", "classpath:META-INF/build-info.properties"));
		if (version != null || !build.exists()) {
			return version;
		}
		try {
			return PropertiesLoaderUtils.loadProperties(build).getProperty("build.version");
		}
		catch (IOException ex) {
			return null;
		}
	}

}
