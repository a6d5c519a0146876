package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests made with RestTemplate.
 *
 * @param enabled Whether requests made with RestTemplate carry the context
 */
@ConfigurationProperties("context-trace.rest-template")
record RestTemplateProperties(@DefaultValue("true") boolean enabled) {

}
