package io.contexttrace.hop.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.contexttrace.carrier.kafka.KafkaContexts;
import io.contexttrace.hop.Witness;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.RoutingKafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.backoff.FixedBackOff;

/**
 * An application that makes its Kafka beans itself, none of them observed.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class OwnBeansApplication {

	private final Map<String, Boolean> failed = new ConcurrentHashMap<>();

	private final Map<String, Object> servers;

	OwnBeansApplication(@Value("${spring.kafka.bootstrap-servers}") String servers) {
		this.servers = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
	}

	private Map<String, Object> consumer(Class<?> deserializer) {
		Map<String, Object> config = new HashMap<>(this.servers);
		config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
		config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ErrorHandlingDeserializer.class);
		config.put(ErrorHandlingDeserializer.VALUE_DESERIALIZER_CLASS, deserializer);
		return config;
	}

	@Bean
	ConsumerFactory<String, String> consumers() {
		return new DefaultKafkaConsumerFactory<>(consumer(PickyDeserializer.class));
	}

	// not a bean: the template is what is found
	@Bean
	KafkaTemplate<String, String> texts() {
		return new KafkaTemplate<>(
				new DefaultKafkaProducerFactory<>(this.servers, new StringSerializer(), new StringSerializer()));
	}

	@Bean
	ProducerFactory<Object, Object> bytes() {
		Map<String, Object> config = new HashMap<>(this.servers);
		config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
		config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		return new DefaultKafkaProducerFactory<>(config);
	}

	@Bean
	DefaultKafkaProducerFactory<String, String> transactional() {
		DefaultKafkaProducerFactory<String, String> factory = new DefaultKafkaProducerFactory<>(this.servers,
				new StringSerializer(), new StringSerializer());
		factory.setTransactionIdPrefix("tx-");
		return factory;
	}

	@Bean
	KafkaTemplate<String, String> inTransaction(DefaultKafkaProducerFactory<String, String> transactional) {
		return new KafkaTemplate<>(transactional);
	}

	@Bean
	RoutingKafkaTemplate routing(ProducerFactory<Object, Object> bytes) {
		return new RoutingKafkaTemplate(Map.of(Pattern.compile("routed"), bytes));
	}

	@Bean
	ReplyingKafkaTemplate<String, String, String> replying(KafkaTemplate<String, String> texts,
			ConcurrentKafkaListenerContainerFactory<String, String> own) {
		ConcurrentMessageListenerContainer<String, String> replies = own.createContainer("replies");
		replies.getContainerProperties().setGroupId("replies");
		replies.setAutoStartup(false);
		return new ReplyingKafkaTemplate<>(texts.getProducerFactory(), replies);
	}

	@Bean
	ConcurrentKafkaListenerContainerFactory<String, String> own(ConsumerFactory<String, String> consumers,
			KafkaTemplate<String, String> texts, ProducerFactory<Object, Object> bytes) {
		ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
		factory.setConsumerFactory(consumers);
		factory.setReplyTemplate(texts);
		factory.setRecordFilterStrategy((record) -> record.value() != null && record.value().startsWith("filtered"));
		factory.setCommonErrorHandler(new DefaultErrorHandler(
				new DeadLetterPublishingRecoverer(
						Map.of(byte[].class, new KafkaTemplate<>(bytes), String.class, texts)),
				new FixedBackOff(10, 1)));
		return factory;
	}

	@Bean
	ConcurrentKafkaListenerContainerFactory<String, String> ownInTransaction(ConsumerFactory<String, String> consumers,
			DefaultKafkaProducerFactory<String, String> transactional) {
		ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
		factory.setConsumerFactory(consumers);
		factory.getContainerProperties().setKafkaAwareTransactionManager(new KafkaTransactionManager<>(transactional));
		return factory;
	}

	@Bean
	KafkaMessageListenerContainer<String, String> plainContainer(ConsumerFactory<String, String> consumers,
			Witness witness) {
		ContainerProperties properties = new ContainerProperties("plain");
		properties.setGroupId("plain");
		properties.setMessageListener((MessageListener<String, String>) (record) -> witness.work(record.value()));
		return new KafkaMessageListenerContainer<>(consumers, properties);
	}

	@Bean
	Listeners listeners(Witness witness, KafkaContexts contexts, KafkaTemplate<String, String> inTransaction) {
		return new Listeners(witness, contexts, inTransaction);
	}

	/**
	 * What the application does with records.
	 */
	class Listeners {

		private final Witness witness;

		private final KafkaContexts contexts;

		private final KafkaTemplate<String, String> inTransaction;

		Listeners(Witness witness, KafkaContexts contexts, KafkaTemplate<String, String> inTransaction) {
			this.witness = witness;
			this.contexts = contexts;
			this.inTransaction = inTransaction;
		}

		@KafkaListener(id = "own", topics = { "own", "routed", "own-dlt", "tx-out" }, containerFactory = "own")
		void own(String what) {
			this.witness.work(what);
		}

		@KafkaListener(id = "own-batch", topics = "own-batch", containerFactory = "own", batch = "true",
				autoStartup = "false")
		void batch(List<ConsumerRecord<String, String>> batch) {
			for (ConsumerRecord<String, String> record : batch) {
				this.contexts.run(record, () -> this.witness.work(record.value()));
				if (record.value().contains("never")) {
					throw new BatchListenerFailedException("never", record);
				}
			}
		}

		@KafkaListener(id = "own-batch-letters", topics = "own-batch-dlt", containerFactory = "own")
		void batchLetter(String what) {
			this.witness.work(what + "-letter");
		}

		@KafkaListener(id = "asked", topics = "asked", containerFactory = "own")
		@SendTo
		String asked(String what) {
			this.witness.work(what);
			return what + "-answer";
		}

		@KafkaListener(id = "tx-in", topics = "tx-in", containerFactory = "ownInTransaction")
		void transactional(String what) {
			this.witness.work(what);
			this.inTransaction.send("tx-out", what + "-out").join();
			if (OwnBeansApplication.this.failed.put(what, true) == null) {
				throw new IllegalStateException("roll back");
			}
		}

	}

	/**
	 * Cannot read everything.
	 */
	public static final class PickyDeserializer implements Deserializer<String> {

		@Override
		public String deserialize(String topic, byte[] data) {
			String text = new String(data, StandardCharsets.UTF_8);
			if (topic.equals("own") && text.startsWith("broken")) {
				throw new IllegalArgumentException("broken");
			}
			return text;
		}

	}

}
