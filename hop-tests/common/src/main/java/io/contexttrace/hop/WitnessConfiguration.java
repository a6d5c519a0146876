package io.contexttrace.hop;

import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.RecordedCalls;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/**
 * What every application in the tests of hops has.
 */
@Configuration(proxyBeanMethods = false)
class WitnessConfiguration {

	@Bean
	Witness witness(RestClient.Builder client, ChatClient.Builder chat, @Value("${hop.service.url}") String url) {
		return new Witness(client.baseUrl(url).build(), chat.build());
	}

	@Bean
	HeldContexts heldContexts() {
		return new HeldContexts();
	}

	@Bean
	RecordedCalls recordedCalls() {
		return new RecordedCalls();
	}

	@Bean
	FinishedSpans finishedSpans() {
		return new FinishedSpans();
	}

}
