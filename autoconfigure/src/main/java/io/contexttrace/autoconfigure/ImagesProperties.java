package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for records of calls to image models.
 *
 * @param enabled Whether calls to image models are recorded
 */
@ConfigurationProperties("context-trace.images")
record ImagesProperties(@DefaultValue("true") boolean enabled) {

}
