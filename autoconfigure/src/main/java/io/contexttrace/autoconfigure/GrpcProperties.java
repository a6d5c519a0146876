package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for calls over gRPC.
 *
 * @param enabled Whether calls over gRPC carry the context and are given one
 */
@ConfigurationProperties("context-trace.grpc")
record GrpcProperties(@DefaultValue("true") boolean enabled) {

}
