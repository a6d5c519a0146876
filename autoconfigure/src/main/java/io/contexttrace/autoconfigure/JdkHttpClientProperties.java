package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests made with the JDK's HttpClient.
 *
 * @param enabled Whether clients of the JDK can be wrapped to carry the context
 */
@ConfigurationProperties("context-trace.jdk-http-client")
record JdkHttpClientProperties(@DefaultValue("true") boolean enabled) {

}
