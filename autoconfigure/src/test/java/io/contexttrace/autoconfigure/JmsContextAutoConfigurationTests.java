package io.contexttrace.autoconfigure;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.jms.ContextConnectionFactories;
import io.contexttrace.carrier.jms.JmsContextPostProcessor;
import io.contexttrace.carrier.jms.JmsContexts;
import io.contexttrace.carrier.jms.ListenerHooks;
import io.contexttrace.carrier.jms.ReceivedMessages;
import io.contexttrace.propagation.SpanReference;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.config.SimpleJmsListenerEndpoint;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class JmsContextAutoConfigurationTests {

	private final TextMessage message = mock();

	private final ConnectionFactory connections = connections();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, JmsContextAutoConfiguration.class))
		.withBean(JmsTemplate.class, () -> new JmsTemplate(this.connections))
		.withBean(JmsTransactionManager.class, () -> new JmsTransactionManager(this.connections))
		.withBean(DefaultJmsListenerContainerFactory.class, () -> {
			DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
			factory.setConnectionFactory(this.connections);
			return factory;
		});

	@Test
	void writesTheContextBeforeATemplateSends() {
		this.contextRunner.run((context) -> {
			send(context.getBean(JmsTemplate.class), context.getBean(CurrentContext.class));
			verify(this.message).setStringProperty("X_Context_Id", "a");
			verify(this.message).setStringProperty("X_Context_Kind", "session");
		});
	}

	@Test
	void usesTheConfiguredHeaderNames() {
		this.contextRunner.withPropertyValues("context-trace.header.id=X-Case-Id").run((context) -> {
			send(context.getBean(JmsTemplate.class), context.getBean(CurrentContext.class));
			verify(this.message).setStringProperty("X_Case_Id", "a");
		});
	}

	@Test
	void hooksTheContainersOfAFactoryAndTheTransactions() {
		this.contextRunner.run((context) -> {
			SimpleJmsListenerEndpoint endpoint = new SimpleJmsListenerEndpoint();
			endpoint.setDestination("queue");
			endpoint.setMessageListener((message) -> {
			});
			DefaultMessageListenerContainer container = context.getBean(DefaultJmsListenerContainerFactory.class)
				.createListenerContainer(endpoint);
			assertThat(container.getMessageListener()).isNotSameAs(endpoint.getMessageListener());
			assertThat(container.getConnectionFactory()).isNotSameAs(this.connections);
			assertThat(context.getBean(JmsTransactionManager.class).getConnectionFactory())
				.isNotSameAs(this.connections);
		});
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.jms.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(JmsContexts.class);
			send(context.getBean(JmsTemplate.class), context.getBean(CurrentContext.class));
			verify(this.message, never()).setStringProperty(any(), any());
		});
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JmsContextPostProcessor.class));
	}

	@Test
	void backsOffWithoutSpringJms() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, JmsContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.jms", "jakarta.jms"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("jmsContexts"));
	}

	@Test
	void usersBeansWin() {
		ContextConnectionFactories factories = new ContextConnectionFactories(() -> null);
		this.contextRunner.withBean("ownContexts", JmsContexts.class, () -> new JmsContexts(null, null))
			.withBean("ownFactories", ContextConnectionFactories.class, () -> factories)
			.withBean("ownHooks", ListenerHooks.class, () -> new ListenerHooks(factories, () -> null))
			.withBean("ownReceived", ReceivedMessages.class,
					() -> new ReceivedMessages(null, SpanReference.Source.none()))
			.withBean("ownPostProcessor", JmsContextPostProcessor.class,
					() -> new JmsContextPostProcessor(() -> factories, () -> null))
			.run((context) -> assertThat(context).hasSingleBean(JmsContexts.class)
				.hasSingleBean(ContextConnectionFactories.class)
				.hasSingleBean(ListenerHooks.class)
				.hasSingleBean(ReceivedMessages.class)
				.hasSingleBean(JmsContextPostProcessor.class));
	}

	private void send(JmsTemplate template, CurrentContext contexts) {
		try (CurrentContext.Scope scope = contexts.open(BusinessContext.of(new ContextId("a"), "session"))) {
			template.send(mock(Queue.class), (session) -> this.message);
		}
	}

	private static ConnectionFactory connections() {
		try {
			ConnectionFactory factory = mock();
			Connection connection = mock();
			Session session = mock();
			MessageProducer producer = mock();
			given(factory.createConnection()).willReturn(connection);
			given(connection.createSession(anyBoolean(), anyInt())).willReturn(session);
			given(session.createProducer(any())).willReturn(producer);
			return factory;
		}
		catch (JMSException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
