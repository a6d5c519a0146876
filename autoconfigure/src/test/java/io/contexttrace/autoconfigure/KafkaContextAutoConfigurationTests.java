package io.contexttrace.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.Rejection;
import io.contexttrace.Step;
import io.contexttrace.carrier.kafka.BatchContexts;
import io.contexttrace.carrier.kafka.KafkaContextPostProcessor;
import io.contexttrace.carrier.kafka.KafkaContexts;
import io.contexttrace.carrier.kafka.ListenerHooks;
import io.contexttrace.carrier.kafka.ListenerObservationHandler;
import io.contexttrace.carrier.kafka.ReceivedRecords;
import io.contexttrace.carrier.kafka.RecordContexts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

class KafkaContextAutoConfigurationTests {

	private static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("a"), "session");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContextTraceAutoConfiguration.class,
				KafkaContextAutoConfiguration.class, KafkaAutoConfiguration.class));

	@Test
	void producersSendTheContext() {
		this.contextRunner
			.run((context) -> assertThat(sentHeader(context, context.getBean(ProducerFactory.class))).isEqualTo("a"));
	}

	@Test
	void producersOfATemplateWithAFactoryOfItsOwnSendTheContext() {
		this.contextRunner
			.withBean("own", KafkaTemplate.class,
					() -> new KafkaTemplate<>(new DefaultKafkaProducerFactory<String, String>(Map.of())))
			.run((context) -> assertThat(sentHeader(context, context.getBean(KafkaTemplate.class).getProducerFactory()))
				.isEqualTo("a"));
	}

	@Test
	void listenersWorkUnderTheContextAroundTheUsersInterceptor() {
		AtomicReference<BusinessContext> seen = new AtomicReference<>();
		this.contextRunner.withBean(RecordingListener.class)
			.withBean("own", RecordInterceptor.class, () -> (record, consumer) -> {
				seen.set(CurrentContext.get());
				return record;
			})
			.run((context) -> {
				listen(context, record("a"));
				assertThat(seen.get().id().value()).isEqualTo("a");
				assertThat(CurrentContext.get()).isNull();
				Step step = context.getBean(RecordingListener.class).takeStep();
				assertThat(step.name()).isEqualTo("kafka.consumer");
				assertThat(step.context().id().value()).isEqualTo("a");
			});
	}

	@Test
	void hostileHeadersAreTakenOffAndTold() {
		this.contextRunner.withBean(RecordingListener.class).run((context) -> {
			ConsumerRecord<Object, Object> record = record("not an id");
			record.headers().add("X-Context-User", "someone".getBytes(StandardCharsets.UTF_8));
			listen(context, record);
			assertThat(context.getBean(RecordingListener.class).rejections())
				.containsExactly(new Rejection("kafka.consumer", Rejection.Reason.MALFORMED));
			BusinessContext given = context.getBean(RecordingListener.class).takeStep().context();
			assertThat(record.headers().lastHeader("X-Context-Id").value())
				.isEqualTo(given.id().value().getBytes(StandardCharsets.UTF_8));
			assertThat(record.headers().lastHeader("X-Context-User")).isNull();
		});
	}

	@Test
	void eachRecordOfABatchIsAStepOfItsOwn() {
		this.contextRunner.withBean(RecordingListener.class).run((context) -> {
			KafkaContexts contexts = context.getBean(KafkaContexts.class);
			contexts.run(record("a"), () -> assertThat(CurrentContext.get()).isEqualTo(CONTEXT));
			assertThatIllegalStateException().isThrownBy(() -> contexts.run(record("a"), () -> {
				throw new IllegalStateException("expected");
			})).withMessage("expected");
			assertThat(contexts.<BusinessContext>call(record("a"), CurrentContext::get)).isEqualTo(CONTEXT);
			assertThat(CurrentContext.get()).isNull();
			List<Step> steps = context.getBean(RecordingListener.class).steps();
			assertThat(steps).extracting(Step::name).containsOnly("kafka.record");
			assertThat(steps).extracting(Step::outcome)
				.containsExactly(Step.Outcome.OK, Step.Outcome.ERROR, Step.Outcome.OK);
		});
	}

	@Test
	void errorHandlerOfABatchWorksUnderTheContextOfTheFailedRecord() {
		this.contextRunner.run((context) -> {
			ConsumerRecord<Object, Object> own = record("a");
			ConsumerRecord<Object, Object> none = new ConsumerRecord<>("topic", 0, 1, "key", "value");
			BusinessContext batch = fail(context, List.of(own, none), none);
			assertThat(batch.kind()).isEqualTo("batch");
			assertThat(none.headers().lastHeader("X-Context-Id")).isNull();
			assertThat(fail(context, List.of(own, none), own)).isEqualTo(CONTEXT);
			context.getBean(KafkaContexts.class).run(none, () -> assertThat(CurrentContext.get()).isNotNull());
			assertThat(fail(context, List.of(own, none), none).kind()).isEqualTo("session");
		});
	}

	@Test
	void ownPropertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.kafka.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(KafkaContextPostProcessor.class).doesNotHaveBean(KafkaContexts.class);
			ProducerFactory<?, ?> factory = context.getBean(ProducerFactory.class);
			assertThat(factory.getPostProcessors()).isEmpty();
		});
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaContextPostProcessor.class));
	}

	@Test
	void backsOffWithoutSpringKafka() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, KafkaContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.kafka", "org.apache.kafka"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaContextPostProcessor.class));
	}

	@Test
	void worksBesideKafkaWithoutBootsModule() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, KafkaContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.kafka"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(KafkaContextPostProcessor.class));
	}

	static Stream<Class<?>> beans() {
		return Stream.of(RecordContexts.class, BatchContexts.class, ReceivedRecords.class, KafkaContexts.class,
				ListenerHooks.class, ListenerObservationHandler.class, KafkaContextPostProcessor.class);
	}

	@ParameterizedTest
	@MethodSource("beans")
	<T> void usersBeanWins(Class<T> type) {
		this.contextRunner.withBean("own", type, () -> mock(type))
			.run((context) -> assertThat(context).hasSingleBean(type).hasBean("own"));
	}

	@SuppressWarnings("unchecked")
	private static String sentHeader(BeanFactory context, ProducerFactory<?, ?> factory) {
		assertThat(factory.getPostProcessors()).hasSize(1);
		MockProducer<String, String> producer = new MockProducer<>(true, null, new StringSerializer(),
				new StringSerializer());
		try (CurrentContext.Scope scope = context.getBean(CurrentContext.class).open(CONTEXT)) {
			((ProducerFactory<String, String>) factory).getPostProcessors()
				.get(0)
				.apply(producer)
				.send(new ProducerRecord<>("topic", "value"))
				.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		Header header = producer.history().get(0).headers().lastHeader("X-Context-Id");
		return new String(header.value(), StandardCharsets.UTF_8);
	}

	@SuppressWarnings("unchecked")
	private static void listen(BeanFactory context, ConsumerRecord<Object, Object> record) {
		RecordInterceptor<Object, Object> interceptor = context
			.getBean("kafkaListenerContainerFactory", ConcurrentKafkaListenerContainerFactory.class)
			.getRecordInterceptor();
		MockConsumer<Object, Object> consumer = new MockConsumer<>("earliest");
		interceptor.intercept(record, consumer);
		interceptor.success(record, consumer);
		interceptor.afterRecord(record, consumer);
	}

	@SuppressWarnings("unchecked")
	private static BusinessContext fail(BeanFactory context, List<ConsumerRecord<Object, Object>> batch,
			ConsumerRecord<?, ?> failed) {
		BatchInterceptor<Object, Object> interceptor = context
			.getBean("kafkaListenerContainerFactory", ConcurrentKafkaListenerContainerFactory.class)
			.getBatchInterceptor();
		ConsumerRecords<Object, Object> records = new ConsumerRecords<>(Map.of(new TopicPartition("topic", 0), batch),
				Map.of());
		MockConsumer<Object, Object> consumer = new MockConsumer<>("earliest");
		interceptor.intercept(records, consumer);
		interceptor.failure(records, new BatchListenerFailedException("expected", failed), consumer);
		BusinessContext held = CurrentContext.get();
		interceptor.clearThreadState(consumer);
		assertThat(CurrentContext.get()).isNull();
		return held;
	}

	private static ConsumerRecord<Object, Object> record(String contextId) {
		ConsumerRecord<Object, Object> record = new ConsumerRecord<>("topic", 0, 0, "key", "value");
		record.headers().add("X-Context-Id", contextId.getBytes(StandardCharsets.UTF_8));
		record.headers().add("X-Context-Kind", "session".getBytes(StandardCharsets.UTF_8));
		return record;
	}

}
