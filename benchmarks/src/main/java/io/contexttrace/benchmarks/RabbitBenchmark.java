package io.contexttrace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.benchmarks.RabbitApplication.StubContainer;
import io.contexttrace.carrier.rabbit.RabbitContexts;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.amqp.core.BatchMessageListener;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageListener;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.support.micrometer.RabbitListenerObservation;
import org.springframework.amqp.rabbit.support.micrometer.RabbitListenerObservation.DefaultRabbitListenerObservationConvention;
import org.springframework.amqp.rabbit.support.micrometer.RabbitMessageReceiverContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * What it costs to follow a message of RabbitMQ, without a broker: a template publishes
 * on a channel that does nothing, and a container calls a listener that does nothing.
 */
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class RabbitBenchmark extends MeasuredBenchmark {

	private static final int BATCH = 100;

	/**
	 * Who follows the messages.
	 */
	@Param
	private MessageFollowers followers = MessageFollowers.NONE;

	private @Nullable ConfigurableApplicationContext application;

	private RabbitTemplate template = new RabbitTemplate();

	private ObservationRegistry registry = ObservationRegistry.NOOP;

	private @Nullable StubContainer container;

	private @Nullable StubContainer batchContainer;

	private @Nullable RabbitContexts contexts;

	private CurrentContext.Scope scope = () -> {
	};

	private final List<Message> messages = new ArrayList<>();

	private int worked;

	/**
	 * Start the application, and let this thread hold a context.
	 */
	@Setup
	public void start() {
		for (int i = 0; i < BATCH; i++) {
			this.messages.add(message(i));
		}
		ConfigurableApplicationContext started = RabbitApplication.start(this.followers);
		this.application = started;
		this.template = started.getBean(RabbitTemplate.class);
		if (this.followers.isObserved()) {
			this.registry = started.getBean(ObservationRegistry.class);
		}
		if (this.followers.isContextTrace()) {
			this.contexts = started.getBean(RabbitContexts.class);
		}
		MessageListener listener = (message) -> this.worked++;
		BatchMessageListener batchListener = (batch) -> batch.forEach(this::work);
		this.container = new StubContainer(started, listener);
		this.batchContainer = new StubContainer(started, batchListener);
		if (this.followers.isContextTrace()) {
			this.scope = started.getBean(CurrentContext.class)
				.open(BusinessContext.of(new ContextId("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34"), "session"));
		}
		send();
		Map<String, Object> sent = RabbitApplication.publishedHeaders();
		Assert.state(sent.containsKey("X-Context-Id") == this.followers.isContextTrace(),
				"The context is sent by the wrong application");
		Assert.state(sent.containsKey("traceparent") == this.followers.isObserved(),
				"The trace is sent by the wrong application");
	}

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		this.scope.close();
		if (this.application != null) {
			this.application.close();
		}
	}

	/**
	 * Publish a message.
	 * @return the message
	 */
	@Benchmark
	public Message send() {
		Message message = new Message(new byte[0], new MessageProperties());
		this.template.doSend(RabbitApplication.CHANNEL, "exchange", "key", message, false, null);
		return message;
	}

	/**
	 * Receive a message, as {@code SimpleMessageListenerContainer} does it.
	 * @return how much was done
	 */
	@Benchmark
	public int receive() {
		StubContainer receiver = this.container;
		Message message = this.messages.get(0);
		if (receiver != null) {
			RabbitListenerObservation.LISTENER_OBSERVATION
				.observation(null, DefaultRabbitListenerObservationConvention.INSTANCE,
						() -> new RabbitMessageReceiverContext(message, "listener"), this.registry)
				.observe(() -> receiver.receive(message));
		}
		return this.worked;
	}

	/**
	 * Receive a batch of a hundred messages, each for another context, and work at each
	 * under its own. Spring AMQP observes no batches.
	 * @return how much was done
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public int receiveInBatch() {
		if (this.batchContainer != null) {
			this.batchContainer.receive(this.messages);
		}
		return this.worked;
	}

	private void work(Message message) {
		if (this.contexts != null) {
			this.contexts.run(message, () -> this.worked++);
		}
		else {
			this.worked++;
		}
	}

	private Message message(int number) {
		MessageProperties properties = new MessageProperties();
		properties.setConsumerQueue("queue");
		Map.of("traceparent",
				String.format("00-0af7651916cd43dd8448eb211c8%05d-b7ad6b7169203331-%s", number,
						this.followers.isSampled() ? "01" : "00"),
				"X-Context-Id", "0199a6f2-3b1c-7d45-8e21-" + number, "X-Context-Kind", "session", "X-Context-User",
				"mXc3Vx0nQ6yJ8tYb1uVfHg")
			.forEach(properties::setHeader);
		return new Message(new byte[0], properties);
	}

}
