package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for contexts and steps by annotation.
 *
 * @param enabled Whether methods of beans can have a context with ContextScope and be
 * steps with TraceStep
 */
@ConfigurationProperties("context-trace.workflow")
record WorkflowProperties(@DefaultValue("true") boolean enabled) {

}
