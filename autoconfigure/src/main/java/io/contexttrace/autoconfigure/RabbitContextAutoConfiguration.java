package io.contexttrace.autoconfigure;

import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;
import io.contexttrace.carrier.rabbit.BatchContexts;
import io.contexttrace.carrier.rabbit.ContextMessagePostProcessor;
import io.contexttrace.carrier.rabbit.ListenerHooks;
import io.contexttrace.carrier.rabbit.ListenerSpans;
import io.contexttrace.carrier.rabbit.MessageContexts;
import io.contexttrace.carrier.rabbit.RabbitContextPostProcessor;
import io.contexttrace.carrier.rabbit.RabbitContexts;
import io.contexttrace.carrier.rabbit.ReceivedMessages;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;

import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration that carries the context over RabbitMQ.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass(RabbitTemplate.class)
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.rabbit.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RabbitProperties.class)
public final class RabbitContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MessageContexts contextRabbitMessages(ContextReceiver receiver, ContextHeaders headers) {
		return new MessageContexts(receiver, headers);
	}

	@Bean
	@ConditionalOnMissingBean
	BatchContexts contextRabbitBatches(CurrentContext contexts, NewContexts newContexts, MessageContexts messages) {
		return new BatchContexts(contexts, newContexts, messages);
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerSpans contextRabbitSpans(CrossingTrace trace, Environment environment) {
		String type = environment.getProperty("spring.rabbitmq.listener.type", "simple");
		return new ListenerSpans(trace.spans(), environment
			.getProperty("spring.rabbitmq.listener." + type + ".observation-enabled", Boolean.class, false));
	}

	@Bean
	@ConditionalOnMissingBean
	ReceivedMessages contextReceivedMessages(ContextCrossing crossing, MessageContexts messages, BatchContexts batches,
			ListenerSpans spans) {
		return new ReceivedMessages(crossing, messages, batches, spans);
	}

	@Bean
	@ConditionalOnMissingBean
	RabbitContexts rabbitContexts(ContextCrossing crossing, ReceivedMessages received) {
		return new RabbitContexts(crossing, received);
	}

	// asks for the others late: what makes the tracer may itself need a template
	@Bean
	@ConditionalOnMissingBean
	ContextMessagePostProcessor contextMessagePostProcessor(ObjectProvider<RabbitContexts> contexts) {
		return new ContextMessagePostProcessor(SingletonSupplier.of(contexts::getObject));
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerHooks contextRabbitListenerHooks(ObjectProvider<RabbitContexts> contexts,
			ObjectProvider<BatchContexts> batches, ObjectProvider<ReceivedMessages> received) {
		return new ListenerHooks(SingletonSupplier.of(contexts::getObject), SingletonSupplier.of(batches::getObject),
				SingletonSupplier.of(received::getObject));
	}

	@Bean
	@ConditionalOnMissingBean
	static RabbitContextPostProcessor contextRabbitPostProcessor(ObjectProvider<ContextMessagePostProcessor> sender,
			ObjectProvider<ListenerHooks> hooks) {
		return new RabbitContextPostProcessor(sender::getObject, hooks::getObject);
	}

}
