package io.contexttrace.sample.assistant;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the support assistant.
 *
 * @param crm The CRM that knows the orders
 * @param answerTimeout Time that the model may take for an answer, or for the next chunk
 * of a streamed one
 */
@ConfigurationProperties("sample")
record AssistantProperties(Crm crm, @DefaultValue("60s") Duration answerTimeout) {

	/**
	 * The CRM.
	 *
	 * @param url Base URL of the CRM, by default that of one started with the assistant
	 */
	record Crm(URI url) {
	}

}
