package io.contexttrace.docs;

import java.util.List;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.contexttrace.carrier.sqs.SqsContextInterceptor;
import io.contexttrace.carrier.sqs.SqsListenerContexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.messaging.Message;

/**
 * The examples of {@code docs/sqs-sns.md}.
 */
final class SqsExamples {

	private static final Logger logger = LoggerFactory.getLogger(SqsExamples.class);

	private SqsExamples() {
	}

	static SqsClient queues(SqsContextInterceptor interceptor) {
		return SqsClient.builder()
			.overrideConfiguration((override) -> override.addExecutionInterceptor(interceptor))
			.build();
	}

	record Orders(SqsListenerContexts contexts) {

		@SqsListener("orders")
		void receive(List<Message<Order>> orders) {
			for (Message<Order> order : orders) {
				this.contexts.run(order, () -> book(order.getPayload()));
			}
		}

		private void book(Order order) {
			logger.info("Booking order {}", order.number());
		}

	}

	record Order(String number) {

	}

}
