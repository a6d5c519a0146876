package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for messages of JMS.
 *
 * @param enabled Whether messages of JMS carry the context
 */
@ConfigurationProperties("context-trace.jms")
record JmsProperties(@DefaultValue("true") boolean enabled) {

}
