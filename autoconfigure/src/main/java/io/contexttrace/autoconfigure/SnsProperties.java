package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for notifications of Amazon SNS.
 *
 * @param enabled Whether notifications of Amazon SNS carry the context
 */
@ConfigurationProperties("context-trace.sns")
record SnsProperties(@DefaultValue("true") boolean enabled) {

}
