package io.contexttrace.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Switches on what Boot leaves off, so that the context survives asynchronous work and
 * shows in plain logs, and that the first request is not the one that starts Spring MVC,
 * outside of any context. These are defaults of the lowest precedence: whatever the
 * application sets itself wins.
 */
final class ContextTraceEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String SOURCE = "contextTraceDefaults";

	private static final String TRACER = "io.micrometer.tracing.Tracer";

	/**
	 * Ends with a space of its own.
	 */
	private static final String TRACE = "%correlationId{traceId(32),spanId(16)}";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("context-trace.enabled", Boolean.class, true)) {
			environment.getPropertySources()
				.addLast(new MapPropertySource(SOURCE,
						Map.of("spring.reactor.context-propagation", "auto", "spring.task.execution.propagate-context",
								"true", "spring.mvc.servlet.load-on-startup", "1", "logging.pattern.correlation",
								correlation(environment, ClassUtils.isPresent(TRACER, application.getClassLoader())))));
		}
	}

	private static String correlation(ConfigurableEnvironment environment, boolean traced) {
		String contextId = environment.getProperty("context-trace.mdc.context-id", "contextId");
		return (traced ? TRACE : "") + "[%X{" + contextId + "}] ";
	}

}
