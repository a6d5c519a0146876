package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for records of texts that are embedded.
 *
 * @param enabled Whether calls to embedding models are recorded
 */
@ConfigurationProperties("context-trace.embeddings")
record EmbeddingsProperties(@DefaultValue("true") boolean enabled) {

}
