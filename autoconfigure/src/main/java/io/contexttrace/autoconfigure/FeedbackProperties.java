package io.contexttrace.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for feedback on answers.
 *
 * @param enabled Whether feedback can be recorded
 * @param comments Whether comments go on record, without the secrets in them
 * @param rememberedCalls How many of the latest calls to models are remembered for
 * feedback that comes later
 * @param rememberFor How long a call to a model is remembered for feedback that comes
 * later
 * @param endpoint Endpoint that takes feedback over HTTP
 */
@ConfigurationProperties("context-trace.feedback")
public record FeedbackProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean comments,
		@DefaultValue("10000") int rememberedCalls, @DefaultValue("24h") Duration rememberFor,
		@DefaultValue Endpoint endpoint) {

	/**
	 * Endpoint that takes feedback over HTTP.
	 *
	 * @param enabled Whether the endpoint is there; the application has to protect it
	 * @param path Path of the endpoint
	 */
	public record Endpoint(@DefaultValue("false") boolean enabled,
			@DefaultValue("/context-trace/feedback") String path) {

	}

}
