package io.contexttrace.hop.providers;

import java.net.URI;
import java.util.List;
import java.util.Set;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Amazon Bedrock, which is asked with the AWS SDK's clients, each built by hand.
 */
class BedrockHopTests extends ProviderHopTests {

	BedrockHopTests() {
		super(new Provider("bedrock-converse", "aws.bedrock", null, BedrockApplication.class, new BedrockFormat(),
				List.of("bedrock.url=%s"), Set.of("model-stream"), Set.of("call")));
	}

	@Test
	void signsWhatIsAdded() {
		ask("call", "signed", "signed");
		ask("stream", "signed-stream", "signed-stream");
		for (String what : List.of("\"signed\"", "signed-stream")) {
			assertSigned(what, "traceparent", "x-context-id", "x-context-kind", "baggage");
		}
	}

	/**
	 * The application, with the clients that a user would build.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class BedrockApplication {

		private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
			.create(AwsBasicCredentials.create("key", "secret"));

		@Bean
		BedrockRuntimeClient bedrockClient(@Value("${bedrock.url}") URI url) {
			return BedrockRuntimeClient.builder()
				.region(Region.EU_CENTRAL_1)
				.credentialsProvider(CREDENTIALS)
				.endpointOverride(url)
				.build();
		}

		@Bean
		BedrockRuntimeAsyncClient bedrockAsyncClient(@Value("${bedrock.url}") URI url) {
			return BedrockRuntimeAsyncClient.builder()
				.region(Region.EU_CENTRAL_1)
				.credentialsProvider(CREDENTIALS)
				.endpointOverride(url)
				// the test's server does not speak HTTP/2, which is the default for
				// streams
				.httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
				.build();
		}

		@Bean
		ConverseModel converseModel(BedrockRuntimeClient client, BedrockRuntimeAsyncClient asyncClient,
				ObservationRegistry registry) {
			return new ConverseModel(client, asyncClient, registry);
		}

	}

}
