package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests made with OkHttp.
 *
 * @param enabled Whether clients of OkHttp can be made to carry the context
 */
@ConfigurationProperties("context-trace.ok-http")
record OkHttpProperties(@DefaultValue("true") boolean enabled) {

}
