package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the context on Kafka.
 *
 * @param enabled Whether records of Kafka carry the context
 */
@ConfigurationProperties("context-trace.kafka")
record KafkaProperties(@DefaultValue("true") boolean enabled) {

}
