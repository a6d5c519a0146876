package io.contexttrace.hop.rabbit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.contexttrace.carrier.rabbit.RabbitContexts;
import io.contexttrace.hop.Witness;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.DirectRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.RetryInterceptorBuilder;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.amqp.rabbit.retry.MessageBatchRecoverer;
import org.springframework.amqp.rabbit.retry.MessageRecoverer;
import org.springframework.amqp.rabbit.retry.RejectAndDontRequeueRecoverer;
import org.springframework.amqp.rabbit.retry.RepublishMessageRecoverer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.amqp.autoconfigure.SimpleRabbitListenerContainerFactoryConfigurer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.handler.annotation.SendTo;

/**
 * An application that sends and receives in every way that Spring AMQP has. What a
 * message says is what the witness works at.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class RabbitApplication {

	private static final List<String> QUEUES = List.of("plain", "many", "bare", "container", "answered",
			"answered-later", "answered-by-mono", "passed-on", "passed-to", "requeued", "parked", "republished",
			"dead");

	private static final List<String> MORTAL_QUEUES = List.of("rejected", "stateful", "batch", "common-batch");

	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	private final Witness witness;

	private final RabbitContexts contexts;

	RabbitApplication(Witness witness, RabbitContexts contexts) {
		this.witness = witness;
		this.contexts = contexts;
	}

	static String text(Message message) {
		return new String(message.getBody(), StandardCharsets.UTF_8);
	}

	@Bean
	static Declarables queues() {
		List<Declarable> queues = new ArrayList<>();
		QUEUES.forEach((name) -> queues.add(new Queue(name)));
		MORTAL_QUEUES.forEach((name) -> queues
			.add(QueueBuilder.durable(name).deadLetterExchange("").deadLetterRoutingKey("dead").build()));
		return new Declarables(queues);
	}

	@Bean
	static DirectRabbitListenerContainerFactory bareFactory(ConnectionFactory connections) {
		DirectRabbitListenerContainerFactory factory = new DirectRabbitListenerContainerFactory();
		factory.setConnectionFactory(connections);
		return factory;
	}

	@Bean
	static SimpleRabbitListenerContainerFactory rejectingFactory(
			SimpleRabbitListenerContainerFactoryConfigurer configurer, ConnectionFactory connections) {
		return retrying(configurer, connections, RetryInterceptorBuilder.stateless(),
				new RejectAndDontRequeueRecoverer());
	}

	@Bean
	static SimpleRabbitListenerContainerFactory statefulFactory(
			SimpleRabbitListenerContainerFactoryConfigurer configurer, ConnectionFactory connections) {
		return retrying(configurer, connections, RetryInterceptorBuilder.stateful(),
				new RejectAndDontRequeueRecoverer());
	}

	@Bean
	static SimpleRabbitListenerContainerFactory republishingFactory(
			SimpleRabbitListenerContainerFactoryConfigurer configurer, ConnectionFactory connections,
			RabbitTemplate template) {
		return retrying(configurer, connections, RetryInterceptorBuilder.stateless(),
				new RepublishMessageRecoverer(template, "", "parked"));
	}

	@Bean
	static SimpleRabbitListenerContainerFactory batchFactory(SimpleRabbitListenerContainerFactoryConfigurer configurer,
			ConnectionFactory connections) {
		SimpleRabbitListenerContainerFactory factory = retrying(configurer, connections,
				RetryInterceptorBuilder.stateless(), rejectingAll());
		factory.setBatchListener(true);
		factory.setConsumerBatchEnabled(true);
		factory.setBatchSize(3);
		factory.setBatchReceiveTimeout(2000L);
		return factory;
	}

	// a recoverer of single messages is not asked, and the batch is acknowledged
	private static MessageBatchRecoverer rejectingAll() {
		return (messages, cause) -> {
			throw new AmqpRejectAndDontRequeueException(cause);
		};
	}

	private static SimpleRabbitListenerContainerFactory retrying(
			SimpleRabbitListenerContainerFactoryConfigurer configurer, ConnectionFactory connections,
			RetryInterceptorBuilder<?, ?> retry, MessageRecoverer recoverer) {
		SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
		configurer.configure(factory, connections);
		retry.configureRetryPolicy((policy) -> policy.maxRetries(1).delay(Duration.ZERO));
		factory.setAdviceChain(retry.recoverer(recoverer).build());
		return factory;
	}

	@Bean
	static SimpleMessageListenerContainer ownContainer(ConnectionFactory connections, Witness witness) {
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
		container.setQueueNames("container");
		container.setMessageListener((message) -> witness.work(text(message)));
		return container;
	}

	@RabbitListener(queues = { "plain", "passed-to", "parked", "dead" })
	void plain(Message message) {
		this.witness.work(text(message));
	}

	@RabbitListener(queues = "many", concurrency = "4")
	void many(String text) {
		this.witness.work(text);
	}

	@RabbitListener(queues = "bare", containerFactory = "bareFactory")
	void bare(String text) {
		this.witness.work(text);
	}

	@RabbitListener(queues = "answered")
	String answered(String text) {
		this.witness.work(text);
		return text;
	}

	@RabbitListener(queues = "answered-later")
	CompletableFuture<String> answeredLater(String text) {
		this.witness.work(text);
		return CompletableFuture.supplyAsync(() -> text);
	}

	@RabbitListener(queues = "answered-by-mono")
	Mono<String> answeredByMono(String text) {
		return Mono.fromCallable(() -> {
			this.witness.work(text);
			return text;
		}).subscribeOn(Schedulers.boundedElastic());
	}

	@RabbitListener(queues = "passed-on")
	@SendTo("passed-to")
	String passedOn(String text) {
		return text + "-passed";
	}

	@RabbitListener(queues = "requeued")
	void requeued(String text) {
		this.witness.work(text);
		if (this.failed.add(text)) {
			throw new IllegalStateException("Not at the first time");
		}
	}

	@RabbitListener(queues = "rejected", containerFactory = "rejectingFactory")
	void rejected(String text) {
		this.witness.log("attempt-" + text);
		throw new IllegalStateException("Never");
	}

	@RabbitListener(queues = "stateful", containerFactory = "statefulFactory")
	void stateful(String text) {
		this.witness.log("attempt-" + text);
		throw new IllegalStateException("Never");
	}

	@RabbitListener(queues = "republished", containerFactory = "republishingFactory")
	void republished(String text) {
		this.witness.log("attempt-" + text);
		throw new IllegalStateException("Never");
	}

	@RabbitListener(id = "batch", queues = "batch", containerFactory = "batchFactory", autoStartup = "false")
	void batch(List<Message> messages) {
		this.witness.log("batch-of-" + messages.size());
		List<RuntimeException> failures = new ArrayList<>();
		for (Message message : messages) {
			try {
				this.contexts.run(message, () -> at(message));
			}
			catch (IllegalStateException ex) {
				failures.add(ex);
			}
		}
		if (!failures.isEmpty()) {
			throw failures.get(0);
		}
	}

	@RabbitListener(id = "common-batch", queues = "common-batch", containerFactory = "batchFactory",
			autoStartup = "false")
	void commonBatch(List<org.springframework.messaging.Message<String>> messages) {
		this.witness.work("common-batch");
		messages.forEach((message) -> this.contexts.run(message, () -> this.witness.log(message.getPayload())));
	}

	private void at(Message message) {
		this.witness.work("item-" + text(message));
		if (text(message).startsWith("failing")) {
			throw new IllegalStateException("Never");
		}
	}

}
