package io.contexttrace.hop.jms;

import io.contexttrace.hop.Witness;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.config.SimpleJmsListenerContainerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.messaging.handler.annotation.SendTo;

/**
 * An application that sends and receives in every way that Spring's JMS support has. What
 * a message says is what the witness works at.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(ArtemisConfiguration.class)
class JmsApplication {

	private final Witness witness;

	private final JmsTemplate template;

	JmsApplication(Witness witness, JmsTemplate template) {
		this.witness = witness;
		this.template = template;
	}

	@Bean
	static SimpleJmsListenerContainerFactory simpleFactory(ConnectionFactory connections) {
		SimpleJmsListenerContainerFactory factory = new SimpleJmsListenerContainerFactory();
		factory.setConnectionFactory(connections);
		return factory;
	}

	// of the template's own connections, so that what it sends is part of the transaction
	@Bean
	static DefaultJmsListenerContainerFactory transactedFactory(ConnectionFactory connections) {
		DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
		factory.setConnectionFactory(connections);
		factory.setSessionTransacted(true);
		return factory;
	}

	@Bean
	static DefaultMessageListenerContainer ownContainer(ConnectionFactory connections, Witness witness) {
		DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
		container.setConnectionFactory(((CachingConnectionFactory) connections).getTargetConnectionFactory());
		container.setDestinationName("container");
		container.setMessageListener((jakarta.jms.MessageListener) (message) -> witness.work(text(message)));
		return container;
	}

	static String text(Message message) {
		try {
			return ((TextMessage) message).getText();
		}
		catch (JMSException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@JmsListener(destination = "plain")
	void plain(String text) {
		this.witness.work(text);
	}

	@JmsListener(destination = "dead")
	void dead(String text) {
		this.witness.work("dead-" + text);
	}

	@JmsListener(destination = "many", concurrency = "4")
	void many(String text) {
		this.witness.work(text);
	}

	@JmsListener(destination = "simple", containerFactory = "simpleFactory")
	void simple(String text) {
		this.witness.work(text);
	}

	@JmsListener(destination = "answered")
	@SendTo("passed-to")
	String answered(String text) {
		this.witness.work(text);
		return text + "-answered";
	}

	@JmsListener(destination = "passed-to")
	void passedTo(String text) {
		this.witness.work(text);
	}

	@JmsListener(destination = "forwarded")
	void forwarded(Message message) {
		this.template.send("forwarded-to", (session) -> message);
	}

	@JmsListener(destination = "forwarded-to")
	void forwardedTo(String text) {
		this.witness.work(text);
	}

	@JmsListener(destination = "produced")
	void produced(Message message, Session session) throws JMSException {
		session.createProducer(session.createQueue("plain")).send(session.createTextMessage(text(message)));
	}

	@JmsListener(destination = "failing", containerFactory = "transactedFactory")
	void failing(String text) {
		this.witness.work(text);
		this.template.convertAndSend("plain", "never-sent");
		throw new IllegalStateException("Never");
	}

}
