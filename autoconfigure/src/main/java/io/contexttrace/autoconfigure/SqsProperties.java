package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for messages of Amazon SQS.
 *
 * @param enabled Whether messages of Amazon SQS carry the context
 */
@ConfigurationProperties("context-trace.sqs")
record SqsProperties(@DefaultValue("true") boolean enabled) {

}
