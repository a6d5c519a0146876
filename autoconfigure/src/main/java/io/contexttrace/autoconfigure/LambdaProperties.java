package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for functions of AWS Lambda that are invoked.
 *
 * @param enabled Whether functions of AWS Lambda are invoked with the context
 * @param clientContext Whether the client context of an invocation holds the context
 * @param eventEnvelope Whether the payload of an asynchronous invocation, if it is a JSON
 * object, is given a member that holds the context
 */
@ConfigurationProperties("context-trace.lambda")
record LambdaProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean clientContext,
		@DefaultValue("false") boolean eventEnvelope) {

}
