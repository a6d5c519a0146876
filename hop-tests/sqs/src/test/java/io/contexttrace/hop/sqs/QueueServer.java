package io.contexttrace.hop.sqs;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ, and a client of it that knows nothing of contexts.
 */
final class QueueServer implements AutoCloseable {

	private final SQSRestServer server = SQSRestServerBuilder.withDynamicPort().withInterface("127.0.0.1").start();

	private final URI endpoint = URI
		.create("http://127.0.0.1:" + this.server.waitUntilStarted().localAddress().getPort());

	private final SqsClient plain = client((builder) -> {
	});

	URI endpoint() {
		return this.endpoint;
	}

	/**
	 * A client as a stranger has it.
	 * @return the client
	 */
	SqsClient plain() {
		return this.plain;
	}

	SqsClient client(Consumer<SqsClientBuilder> customizer) {
		SqsClientBuilder builder = SqsClient.builder()
			.endpointOverride(this.endpoint)
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")));
		customizer.accept(builder);
		return builder.build();
	}

	String createQueue(String name) {
		return createQueue(name, Map.of());
	}

	String createQueue(String name, Map<QueueAttributeName, String> attributes) {
		return this.plain.createQueue((request) -> request.queueName(name).attributes(attributes)).queueUrl();
	}

	String[] properties() {
		return new String[] { "spring.cloud.aws.endpoint=" + this.endpoint,
				"spring.cloud.aws.region.static=eu-central-1", "spring.cloud.aws.credentials.access-key=a",
				"spring.cloud.aws.credentials.secret-key=b" };
	}

	/**
	 * The attributes of a queue that gives a message up after some deliveries.
	 * @param deadLetters the queue of those given up
	 * @param deliveries how often a message is delivered
	 * @return the attributes
	 */
	Map<QueueAttributeName, String> redrive(String deadLetters, int deliveries) {
		Map<QueueAttributeName, String> attributes = new HashMap<>();
		attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "1");
		attributes.put(QueueAttributeName.REDRIVE_POLICY,
				"{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-central-1:000000000000:" + deadLetters
						+ "\",\"maxReceiveCount\":\"" + deliveries + "\"}");
		return attributes;
	}

	@Override
	public void close() {
		this.plain.close();
		this.server.stopAndWait();
	}

}
