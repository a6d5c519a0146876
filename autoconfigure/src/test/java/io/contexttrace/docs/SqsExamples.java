package io.contexttrace.docs;

import java.util.List;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.contexttrace.carrier.sqs.SqsContextInterceptor;
import io.contexttrace.carrier.sqs.SqsListenerContexts;
import software.amazon.awssdk.services.sqs.SqsClient;

import org.springframework.messaging.Message;

/**
 * The examples of {@code docs/sqs-sns.md}.
 */
final class SqsExamples {

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

		void book(Order order) {
		}

	}

	record Order(String number) {

	}

}
