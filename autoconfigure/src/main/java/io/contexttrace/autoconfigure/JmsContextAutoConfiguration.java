package io.contexttrace.autoconfigure;

import io.contexttrace.carrier.jms.ContextConnectionFactories;
import io.contexttrace.carrier.jms.JmsContextPostProcessor;
import io.contexttrace.carrier.jms.JmsContexts;
import io.contexttrace.carrier.jms.ListenerHooks;
import io.contexttrace.carrier.jms.ReceivedMessages;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import jakarta.jms.Message;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that carries the context over JMS.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass({ Message.class, JmsTemplate.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.jms.enabled", matchIfMissing = true)
@EnableConfigurationProperties(JmsProperties.class)
public final class JmsContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ReceivedMessages contextReceivedJmsMessages(ContextCrossing crossing, CrossingTrace trace) {
		return new ReceivedMessages(crossing, trace.spans());
	}

	@Bean
	@ConditionalOnMissingBean
	JmsContexts jmsContexts(ContextCrossing crossing, ReceivedMessages received) {
		return new JmsContexts(crossing, received);
	}

	// asks for the others late: what makes the tracer may itself need a template
	@Bean
	@ConditionalOnMissingBean
	ContextConnectionFactories contextConnectionFactories(ObjectProvider<JmsContexts> contexts) {
		return new ContextConnectionFactories(SingletonSupplier.of(contexts::getObject));
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerHooks contextJmsListenerHooks(ContextConnectionFactories factories,
			ObjectProvider<ReceivedMessages> received) {
		return new ListenerHooks(factories, SingletonSupplier.of(received::getObject));
	}

	@Bean
	@ConditionalOnMissingBean
	static JmsContextPostProcessor contextJmsPostProcessor(ObjectProvider<ContextConnectionFactories> factories,
			ObjectProvider<ListenerHooks> hooks) {
		return new JmsContextPostProcessor(factories::getObject, hooks::getObject);
	}

}
