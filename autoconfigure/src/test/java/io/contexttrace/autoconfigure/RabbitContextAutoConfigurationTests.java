package io.contexttrace.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.rabbit.BatchContexts;
import io.contexttrace.carrier.rabbit.ContextMessagePostProcessor;
import io.contexttrace.carrier.rabbit.ListenerHooks;
import io.contexttrace.carrier.rabbit.ListenerSpans;
import io.contexttrace.carrier.rabbit.MessageContexts;
import io.contexttrace.carrier.rabbit.RabbitContextPostProcessor;
import io.contexttrace.carrier.rabbit.RabbitContexts;
import io.contexttrace.carrier.rabbit.ReceivedMessages;
import io.contexttrace.propagation.SpanReference;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessagePostProcessor;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class RabbitContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, RabbitContextAutoConfiguration.class))
		.withBean(RabbitTemplate.class, () -> new RabbitTemplate(new CachingConnectionFactory("127.0.0.1", 1)));

	@Test
	void writesTheContextBeforeATemplatePublishes() {
		this.contextRunner.run((context) -> {
			Collection<MessagePostProcessor> processors = context.getBean(RabbitTemplate.class)
				.getBeforePublishPostProcessors();
			assertThat(processors).hasSize(1);
			MessageProperties shared = new MessageProperties();
			for (String id : List.of("a", "b")) {
				Message sent = send(context, id, processors.iterator().next(), new Message(new byte[0], shared));
				assertThat(sent.getMessageProperties().getHeaders()).containsEntry("X-Context-Id", id)
					.containsEntry("X-Context-Kind", "session");
			}
			assertThat(shared.getHeaders()).isEmpty();
		});
	}

	@Test
	void sentMessageKeepsItsProperties() {
		this.contextRunner.run((context) -> {
			MessageProperties properties = new MessageProperties();
			properties.setReplyTo("replies");
			properties.setContentType("text/plain");
			properties.setHeader("X-Context-Id", "mine");
			Message sent = send(context, "a",
					context.getBean(RabbitTemplate.class).getBeforePublishPostProcessors().iterator().next(),
					new Message(new byte[] { 1 }, properties));
			// the template sets it on the original, after the post-processors
			properties.setUserId("guest");
			MessageProperties own = sent.getMessageProperties();
			assertThat(sent.getBody()).containsExactly(1);
			assertThat(own.getReplyTo()).isEqualTo("replies");
			assertThat(own.getContentType()).isEqualTo("text/plain");
			assertThat(own.getUserId()).isEqualTo("guest");
			assertThat(own.getHeaders()).isEqualTo(Map.of("X-Context-Id", "mine"));
		});
	}

	private static Message send(ApplicationContext context, String contextId, MessagePostProcessor processor,
			Message message) {
		try (CurrentContext.Scope scope = context.getBean(CurrentContext.class)
			.open(BusinessContext.of(new ContextId(contextId), "session"))) {
			return processor.postProcessMessage(message);
		}
	}

	@Test
	void hooksTheContainersOfAFactory() {
		this.contextRunner.withBean(SimpleRabbitListenerContainerFactory.class).run((context) -> {
			SimpleMessageListenerContainer container = context.getBean(SimpleRabbitListenerContainerFactory.class)
				.createListenerContainer(null);
			context.getBean(ListenerHooks.class).apply(container);
			assertThat((Object[]) new DirectFieldAccessor(container).getPropertyValue("adviceChain")).hasSize(1);
		});
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.rabbit.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(RabbitContexts.class);
			assertThat(context.getBean(RabbitTemplate.class).getBeforePublishPostProcessors()).isNull();
		});
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(RabbitContextPostProcessor.class));
	}

	@Test
	void backsOffWithoutSpringRabbit() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, RabbitContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.amqp"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("rabbitContexts"));
	}

	@Test
	void usersBeansWin() {
		this.contextRunner.withBean("ownContexts", RabbitContexts.class, () -> new RabbitContexts(null, null))
			.withBean("ownProcessor", ContextMessagePostProcessor.class,
					() -> new ContextMessagePostProcessor(() -> null))
			.withBean("ownHooks", ListenerHooks.class, () -> new ListenerHooks(() -> null, () -> null, () -> null))
			.withBean("ownMessages", MessageContexts.class, () -> new MessageContexts(null, null))
			.withBean("ownBatches", BatchContexts.class, () -> new BatchContexts(null, null, null))
			.withBean("ownReceived", ReceivedMessages.class, () -> new ReceivedMessages(null, null, null, null))
			.withBean("ownSpans", ListenerSpans.class, () -> new ListenerSpans(SpanReference.Source.none(), false))
			.run((context) -> assertThat(context).hasSingleBean(RabbitContexts.class)
				.hasSingleBean(ContextMessagePostProcessor.class)
				.hasSingleBean(ListenerHooks.class)
				.hasSingleBean(MessageContexts.class)
				.hasSingleBean(BatchContexts.class)
				.hasSingleBean(ReceivedMessages.class)
				.hasSingleBean(ListenerSpans.class));
	}

	@Test
	void usersPostProcessorWins() {
		RabbitContextPostProcessor own = new RabbitContextPostProcessor(
				() -> new ContextMessagePostProcessor(() -> null), () -> null);
		this.contextRunner.withBean("own", RabbitContextPostProcessor.class, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(RabbitContextPostProcessor.class).hasBean("own"));
	}

}
