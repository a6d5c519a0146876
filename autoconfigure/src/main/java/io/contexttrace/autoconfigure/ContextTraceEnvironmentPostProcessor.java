package io.contexttrace.autoconfigure;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches on what Boot leaves off, so that the context survives asynchronous work and
 * shows in plain logs. These are defaults of the lowest precedence: whatever the
 * application sets itself wins.
 */
final class ContextTraceEnvironmentPostProcessor implements EnvironmentPostProcessor {

	private static final String SOURCE = "contextTraceDefaults";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("context-trace.enabled", Boolean.class, true)) {
			String contextId = environment.getProperty("context-trace.mdc.context-id", "contextId");
			environment.getPropertySources()
				.addLast(new MapPropertySource(SOURCE,
						Map.of("spring.reactor.context-propagation", "auto", "spring.task.execution.propagate-context",
								"true", "logging.pattern.correlation",
								"%correlationId{traceId(32),spanId(16)} [%X{" + contextId + "}] ")));
		}
	}

}
