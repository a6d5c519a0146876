package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for batches.
 *
 * @param enabled Whether batches have a context
 * @param attemptField Name of the MDC's field that says which attempt at a batch it is
 */
@ConfigurationProperties("context-trace.batch")
record BatchProperties(@DefaultValue("true") boolean enabled, @DefaultValue("contextAttempt") String attemptField) {

}
