package io.contexttrace.docs;

import io.contexttrace.carrier.jms.JmsContexts;
import jakarta.jms.Message;

import org.springframework.jms.core.JmsTemplate;

/**
 * The examples of {@code docs/jms.md}.
 */
final class JmsExamples {

	private final JmsContexts contexts;

	JmsExamples(JmsContexts contexts) {
		this.contexts = contexts;
	}

	void next(JmsTemplate template) {
		Message message = template.receive("orders");
		if (message != null) {
			this.contexts.run(message, () -> book(message));
		}
	}

	private static void book(Message message) {
		assert message != null;
	}

}
