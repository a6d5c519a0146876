package io.contexttrace.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for records as events of OpenTelemetry.
 *
 * @param otlpEvent Whether records leave as OpenTelemetry's events, too, over OTLP
 */
@ConfigurationProperties("context-trace.records")
public record OtlpEventProperties(@DefaultValue("false") boolean otlpEvent) {

}
