package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for scheduled tasks.
 *
 * @param enabled Whether each run of a scheduled task has a context of its own
 * @param kind Kind of the contexts of scheduled tasks
 */
@ConfigurationProperties("context-trace.scheduled")
record ScheduledProperties(@DefaultValue("true") boolean enabled, @DefaultValue("scheduled") String kind) {

}
