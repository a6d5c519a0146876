package io.contexttrace.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration that wraps clients of the JDK so that they carry the context, and
 * are observed where Micrometer's module for them is there.
 */
@AutoConfiguration(after = { ContextTraceAutoConfiguration.class, TracingContextAutoConfiguration.class },
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.jdk-http-client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(JdkHttpClientProperties.class)
@Import({ JdkHttpClientConfigurations.Observed.class, JdkHttpClientConfigurations.Plain.class })
public final class JdkHttpClientContextAutoConfiguration {

}
