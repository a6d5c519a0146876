package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for messages of RabbitMQ.
 *
 * @param enabled Whether messages of RabbitMQ carry the context
 */
@ConfigurationProperties("context-trace.rabbit")
record RabbitProperties(@DefaultValue("true") boolean enabled) {

}
