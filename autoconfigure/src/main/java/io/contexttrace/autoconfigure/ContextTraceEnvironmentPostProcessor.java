package io.contexttrace.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Switches on what Boot leaves off, so that the context survives asynchronous work and
 * shows in plain logs, that traces go on over brokers, that the first request is not the
 * one that starts Spring MVC, outside of any context, and that every Prometheus takes the
 * scrape. These join Boot's default properties, which have the lowest precedence:
 * whatever the application sets itself wins.
 */
final class ContextTraceEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String TRACER = "io.micrometer.tracing.Tracer";

	/**
	 * Prometheus 2.42, for one, refuses a scrape that has exemplars elsewhere than on
	 * counters and buckets, where OpenMetrics 1.0 allows them.
	 */
	private static final String EXEMPLARS = "management.prometheus.metrics.export.properties"
			+ "[io.prometheus.exporter.exemplarsOnAllMetricTypes]";

	/**
	 * By carrier, what makes its messages belong to a trace.
	 */
	private static final Map<String, List<String>> OBSERVATIONS = Map.of("kafka",
			List.of("spring.kafka.template.observation-enabled", "spring.kafka.listener.observation-enabled"), "rabbit",
			List.of("spring.rabbitmq.template.observation-enabled",
					"spring.rabbitmq.listener.simple.observation-enabled",
					"spring.rabbitmq.listener.direct.observation-enabled"));

	/**
	 * Ends with a space of its own.
	 */
	private static final String TRACE = "%correlationId{traceId(32),spanId(16)}";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("context-trace.enabled", Boolean.class, true)) {
			Map<String, Object> defaults = defaults(environment, application.getClassLoader());
			defaults.keySet().removeIf(environment::containsProperty);
			DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
		}
	}

	private static Map<String, Object> defaults(ConfigurableEnvironment environment, ClassLoader classLoader) {
		Map<String, Object> defaults = new HashMap<>();
		defaults.put("spring.reactor.context-propagation", "auto");
		defaults.put("spring.task.execution.propagate-context", "true");
		defaults.put("spring.mvc.servlet.load-on-startup", "1");
		defaults.put(EXEMPLARS, "false");
		boolean traced = ClassUtils.isPresent(TRACER, classLoader);
		OBSERVATIONS.forEach((carrier, names) -> {
			if (traced && isSpanned(environment, carrier)) {
				names.forEach((name) -> defaults.put(name, "true"));
			}
		});
		if (environment.getProperty("context-trace.mdc.enabled", Boolean.class, true)) {
			defaults.put("logging.pattern.correlation", correlation(environment, traced));
		}
		return defaults;
	}

	private static boolean isSpanned(ConfigurableEnvironment environment, String carrier) {
		return environment.getProperty("context-trace.tracing.enabled", Boolean.class, true)
				&& environment.getProperty("context-trace." + carrier + ".enabled", Boolean.class, true);
	}

	private static String correlation(ConfigurableEnvironment environment, boolean traced) {
		String contextId = environment.getProperty("context-trace.mdc.context-id", "contextId");
		return (traced ? TRACE : "") + "[%X{" + contextId + "}] ";
	}

}
