package io.contexttrace.hop.lambda;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

/**
 * The clients as an application makes them, with nothing of ours, but without waiting
 * between attempts.
 */
final class LambdaClients {

	private LambdaClients() {
	}

	static LambdaClient waiting(URI url) {
		return configured(LambdaClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()), url).build();
	}

	/**
	 * A client that sends a header of the caller's own with all requests.
	 */
	static LambdaClient withHeader(URI url, String name, String value) {
		return configured(LambdaClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()), url)
			.overrideConfiguration((override) -> override.putHeader(name, value))
			.build();
	}

	static LambdaAsyncClient asynchronous(URI url) {
		return configured(LambdaAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()), url)
			.build();
	}

	private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, URI url) {
		return builder.endpointOverride(url)
			.region(Region.EU_WEST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
			.overrideConfiguration((override) -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy()
				.toBuilder()
				.backoffStrategy(BackoffStrategy.retryImmediately())
				.throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
				.build()));
	}

	static InvokeRequest.Builder invoke(String function) {
		return InvokeRequest.builder().functionName(function).payload(SdkBytes.fromUtf8String("{\"a\" : 1.0}"));
	}

	static String encode(String json) {
		return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}
