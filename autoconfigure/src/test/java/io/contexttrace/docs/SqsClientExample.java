package io.contexttrace.docs;

import io.contexttrace.carrier.sqs.SqsContexts;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The example of {@code docs/sqs-sns.md} without Spring Cloud AWS.
 *
 * @param client receives
 * @param contexts opens contexts
 * @param url the queue
 */
record SqsClientExample(SqsClient client, SqsContexts contexts, String url) {

	void poll() {
		for (Message message : this.client.receiveMessage((request) -> request.queueUrl(this.url)).messages()) {
			this.contexts.run(message, () -> book(message.body()));
		}
	}

	void book(String order) {
	}

}
