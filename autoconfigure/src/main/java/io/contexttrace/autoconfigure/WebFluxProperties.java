package io.contexttrace.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests that arrive at a reactive server.
 *
 * @param enabled Whether requests to a reactive server are given a context
 * @param exclude Patterns of paths whose requests are left alone, such as /actuator/**
 */
@ConfigurationProperties("context-trace.web-flux")
record WebFluxProperties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> exclude) {

}
