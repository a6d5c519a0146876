package io.contexttrace.docs;

import java.util.List;

import io.contexttrace.carrier.rabbit.ContextMessagePostProcessor;
import io.contexttrace.carrier.rabbit.RabbitContexts;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/**
 * The examples of {@code docs/rabbitmq.md}.
 */
final class RabbitExamples {

	private final RabbitContexts contexts;

	RabbitExamples(RabbitContexts contexts) {
		this.contexts = contexts;
	}

	@RabbitListener(queues = "orders", containerFactory = "batchFactory")
	void orders(List<Message> messages) {
		messages.forEach((message) -> this.contexts.run(message, () -> book(message)));
	}

	RabbitTemplate audit(ConnectionFactory connections, ContextMessagePostProcessor processor) {
		RabbitTemplate template = new RabbitTemplate(connections);
		template.addBeforePublishPostProcessors(processor);
		return template;
	}

	private static void book(Message message) {
		assert message != null;
	}

}
