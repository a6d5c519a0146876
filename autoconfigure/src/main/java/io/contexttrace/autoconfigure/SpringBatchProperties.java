package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for Spring Batch.
 *
 * @param enabled Whether the jobs of Spring Batch run under a context
 */
@ConfigurationProperties("context-trace.spring-batch")
record SpringBatchProperties(@DefaultValue("true") boolean enabled) {

}
