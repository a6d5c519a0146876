package io.contexttrace.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.kafka.KafkaContexts;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.support.micrometer.KafkaListenerObservation;
import org.springframework.kafka.support.micrometer.KafkaListenerObservation.DefaultKafkaListenerObservationConvention;
import org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext;
import org.springframework.util.Assert;

/**
 * What it costs to follow a record, without a broker: a template sends to a producer that
 * does nothing, and what a container does around a listener is done around one that does
 * nothing.
 */
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
public class KafkaBenchmark extends MeasuredBenchmark {

	private static final int BATCH = 100;

	/**
	 * Who follows the records.
	 */
	@Param
	private MessageFollowers followers = MessageFollowers.NONE;

	private @Nullable ConfigurableApplicationContext application;

	private @Nullable KafkaTemplate<Object, Object> template;

	private ObservationRegistry registry = ObservationRegistry.NOOP;

	private RecordInterceptor<Object, Object> interceptor = (record, consumer) -> record;

	private BatchInterceptor<Object, Object> batchInterceptor = (records, consumer) -> records;

	private @Nullable KafkaContexts contexts;

	private CurrentContext.Scope scope = () -> {
	};

	private final MockConsumer<Object, Object> consumer = new MockConsumer<>("earliest");

	private final List<ConsumerRecord<Object, Object>> records = new ArrayList<>();

	private ConsumerRecords<Object, Object> batch = ConsumerRecords.empty();

	/**
	 * Start the application, and let this thread hold a context.
	 */
	@Setup
	@SuppressWarnings("unchecked")
	public void start() {
		for (int i = 0; i < BATCH; i++) {
			this.records.add(record(i));
		}
		this.batch = new ConsumerRecords<>(Map.of(new TopicPartition("topic", 0), this.records), Map.of());
		ConfigurableApplicationContext started = KafkaApplication.start(this.followers);
		this.application = started;
		this.template = started.getBean(KafkaTemplate.class);
		if (this.followers.isObserved()) {
			this.registry = started.getBean(ObservationRegistry.class);
		}
		if (this.followers.isContextTrace()) {
			ConcurrentKafkaListenerContainerFactory<Object, Object> factory = started
				.getBean("kafkaListenerContainerFactory", ConcurrentKafkaListenerContainerFactory.class);
			this.interceptor = Objects.requireNonNull(factory.getRecordInterceptor());
			this.batchInterceptor = Objects.requireNonNull(factory.getBatchInterceptor());
			this.contexts = started.getBean(KafkaContexts.class);
			this.scope = started.getBean(CurrentContext.class)
				.open(BusinessContext.of(new ContextId("0199a6f2-3b1c-7d45-8e21-5f0c9b7a6d34"), "session"));
		}
		check(started);
	}

	private void check(ConfigurableApplicationContext started) {
		send();
		Assert.state(
				(started.getBean(StubProducers.class)
					.last()
					.headers()
					.lastHeader("X-Context-Id") != null) == this.followers.isContextTrace(),
				"The context is sent by the wrong application");
		Assert.state(
				(started.getBean(StubProducers.class)
					.last()
					.headers()
					.lastHeader("traceparent") != null) == this.followers.isObserved(),
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
	 * Send a record.
	 * @return the future
	 */
	@Benchmark
	public @Nullable Object send() {
		return (this.template != null) ? this.template.send("topic", "key", "value") : null;
	}

	/**
	 * Receive a record, as {@code KafkaMessageListenerContainer} does it.
	 * @param work what the listener does
	 */
	@Benchmark
	public void receive(Blackhole work) {
		ConsumerRecord<Object, Object> record = this.records.get(0);
		Observation observation = KafkaListenerObservation.LISTENER_OBSERVATION.observation(null,
				DefaultKafkaListenerObservationConvention.INSTANCE,
				() -> new KafkaRecordReceiverContext(record, "listener", "client", "group", () -> "cluster"),
				this.registry);
		observation.start();
		try (Observation.Scope opened = observation.openScope()) {
			work.consume(this.interceptor.intercept(record, this.consumer));
			observation.stop();
			this.interceptor.success(record, this.consumer);
		}
		this.interceptor.afterRecord(record, this.consumer);
	}

	/**
	 * Receive a batch of a hundred records, each for another context, and work at each
	 * under its own. Spring Kafka has no observation that is open meanwhile.
	 * @param work what the listener does
	 */
	@Benchmark
	@OperationsPerInvocation(BATCH)
	public void receiveInBatch(Blackhole work) {
		this.batchInterceptor.intercept(this.batch, this.consumer);
		for (ConsumerRecord<Object, Object> record : this.records) {
			if (this.contexts != null) {
				this.contexts.run(record, () -> work.consume(record));
			}
			else {
				work.consume(record);
			}
		}
		this.batchInterceptor.success(this.batch, this.consumer);
		this.batchInterceptor.clearThreadState(this.consumer);
	}

	private ConsumerRecord<Object, Object> record(int number) {
		ConsumerRecord<Object, Object> record = new ConsumerRecord<>("topic", 0, number, "key", "value");
		Map<String, String> headers = Map.of("traceparent",
				String.format("00-0af7651916cd43dd8448eb211c8%05d-b7ad6b7169203331-%s", number,
						this.followers.isSampled() ? "01" : "00"),
				"X-Context-Id", "0199a6f2-3b1c-7d45-8e21-" + number, "X-Context-Kind", "session", "X-Context-User",
				"mXc3Vx0nQ6yJ8tYb1uVfHg");
		headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
		return record;
	}

}
