package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for requests of the AWS SDK to Amazon Bedrock.
 *
 * @param enabled Whether requests of the AWS SDK to Amazon Bedrock carry the context
 */
@ConfigurationProperties("context-trace.bedrock")
record BedrockProperties(@DefaultValue("true") boolean enabled) {

}
