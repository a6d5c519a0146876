package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests of Spring AI's Anthropic module.
 *
 * @param enabled Whether requests that Spring AI's Anthropic module makes carry the
 * context
 */
@ConfigurationProperties("context-trace.anthropic")
record AnthropicProperties(@DefaultValue("true") boolean enabled) {

}
