package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests that are answered asynchronously.
 *
 * @param enabled Whether the threads and callbacks of asynchronous requests hold the
 * context of the request
 */
@ConfigurationProperties("context-trace.servlet-async")
record ServletAsyncProperties(@DefaultValue("true") boolean enabled) {

}
