package io.contexttrace.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for functions on AWS Lambda.
 *
 * @param function The function itself
 * @param kind Kind of the contexts of invocations and records that come without one
 * @param payloadPath Where in the payload of an event or a record the application has put
 * a context, as names with dots between them
 */
@ConfigurationProperties("context-trace.lambda")
record LambdaFunctionProperties(@DefaultValue Function function, @DefaultValue("function") String kind,
		@Nullable String payloadPath) {

	/**
	 * The function itself.
	 *
	 * @param enabled Whether functions of Spring Cloud Function on AWS Lambda work under
	 * the context of the invocation
	 * @param flushTimeout How long the answer waits at most until the spans of the
	 * invocation are sent, because Lambda freezes the process after it; 0s not to wait
	 */
	record Function(@DefaultValue("true") boolean enabled, @DefaultValue("2s") Duration flushTimeout) {

	}

}
