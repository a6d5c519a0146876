package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for tasks that run on other threads.
 *
 * @param enabled Whether the tasks of all task executors and task schedulers that are
 * beans carry the context and the current span
 */
@ConfigurationProperties("context-trace.task")
record TaskProperties(@DefaultValue("true") boolean enabled) {

}
