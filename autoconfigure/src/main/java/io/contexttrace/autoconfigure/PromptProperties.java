package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for prompt templates that are named by annotation.
 *
 * @param enabled Whether methods of beans can name their prompt template with UsesPrompt
 */
@ConfigurationProperties("context-trace.prompt")
public record PromptProperties(@DefaultValue("true") boolean enabled) {

}
