package io.contexttrace.docs;

import io.contexttrace.carrier.sqs.SqsContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

	private static final Logger logger = LoggerFactory.getLogger(SqsClientExample.class);

	void poll() {
		for (Message message : this.client.receiveMessage((request) -> request.queueUrl(this.url)).messages()) {
			this.contexts.run(message, () -> book(message.body()));
		}
	}

	private void book(String order) {
		logger.info("Booking an order of {} characters", order.length());
	}

}
