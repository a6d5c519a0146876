package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the Model Context Protocol.
 *
 * @param enabled Whether requests of the Model Context Protocol carry the context
 */
@ConfigurationProperties("context-trace.mcp")
record McpProperties(@DefaultValue("true") boolean enabled) {

}
