package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for message channels.
 *
 * @param enabled Whether messages in the channels of Spring Messaging, Spring Integration
 * and Spring Cloud Stream carry the context
 */
@ConfigurationProperties("context-trace.messaging")
record MessagingProperties(@DefaultValue("true") boolean enabled) {

}
