package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for records of tools that models call.
 *
 * @param enabled Whether executions of tools are recorded
 */
@ConfigurationProperties("context-trace.tools")
record ToolsProperties(@DefaultValue("true") boolean enabled) {

}
