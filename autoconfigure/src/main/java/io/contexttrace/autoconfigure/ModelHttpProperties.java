package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests that models make with clients of Spring.
 *
 * @param enabled Whether records tell of the requests that models make with RestClient
 * and WebClient
 */
@ConfigurationProperties("context-trace.model-http")
record ModelHttpProperties(@DefaultValue("true") boolean enabled) {

}
