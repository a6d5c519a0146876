package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for records of queries to vector stores.
 *
 * @param enabled Whether queries to vector stores are recorded
 */
@ConfigurationProperties("context-trace.vector-store")
record VectorStoreProperties(@DefaultValue("true") boolean enabled) {

}
