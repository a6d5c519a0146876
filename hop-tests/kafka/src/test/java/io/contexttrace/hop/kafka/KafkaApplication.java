package io.contexttrace.hop.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.kafka.KafkaContexts;
import io.contexttrace.hop.Witness;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.BackOff;
import org.springframework.kafka.annotation.DltHandler;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.util.backoff.FixedBackOff;

/**
 * An application with Boot's own Kafka beans. The value of a record names the work.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class KafkaApplication {

	private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

	final List<String> intercepted = new CopyOnWriteArrayList<>();

	final List<String> recovered = new CopyOnWriteArrayList<>();

	static String contextId() {
		BusinessContext context = CurrentContext.get();
		return (context != null) ? context.id().value() : "none";
	}

	private int attempt(String what) {
		return this.attempts.computeIfAbsent(what, (key) -> new AtomicInteger()).incrementAndGet();
	}

	int attempts(String what) {
		return this.attempts.get(what).get();
	}

	@Bean
	NewTopics topics() {
		return new NewTopics(topic("record", 2), topic("again", 1), topic("dead", 1), topic("dead-dlt", 1),
				topic("later", 1), topic("later-failing", 1), topic("later-failing-dlt", 1), topic("mono", 1),
				topic("answers", 1), topic("batch-dead-dlt", 1));
	}

	private static NewTopic topic(String name, int partitions) {
		return TopicBuilder.name(name).partitions(partitions).build();
	}

	@Bean
	DefaultErrorHandler errorHandler(KafkaOperations<Object, Object> template) {
		DeadLetterPublishingRecoverer publisher = new DeadLetterPublishingRecoverer(template);
		return new DefaultErrorHandler((record, failure) -> {
			this.recovered.add(record.value() + " under " + contextId());
			publisher.accept(record, failure);
		}, new FixedBackOff(10, 1));
	}

	@Bean
	RecordInterceptor<Object, Object> ownRecordInterceptor() {
		return (record, consumer) -> {
			this.intercepted.add(record.value() + " under " + contextId());
			return record;
		};
	}

	@Bean
	BatchInterceptor<Object, Object> ownBatchInterceptor() {
		return (records, consumer) -> {
			this.intercepted.add(records.iterator().next().topic() + " under " + contextId());
			return records;
		};
	}

	@Bean
	Listeners listeners(Witness witness, KafkaContexts contexts) {
		return new Listeners(witness, contexts, this);
	}

	/**
	 * What the application does with records.
	 */
	static class Listeners {

		private final Witness witness;

		private final KafkaContexts contexts;

		private final KafkaApplication application;

		private final ExecutorService pool = Executors.newCachedThreadPool();

		Listeners(Witness witness, KafkaContexts contexts, KafkaApplication application) {
			this.witness = witness;
			this.contexts = contexts;
			this.application = application;
		}

		@KafkaListener(id = "record", topics = "record", concurrency = "2")
		void record(ConsumerRecord<String, String> record) {
			this.witness.work((record.value() != null) ? record.value() : "tombstone");
		}

		@KafkaListener(id = "again", topics = "again")
		void again(String what) {
			this.witness.work(what);
			if (this.application.attempt(what) == 1) {
				throw new IllegalStateException("not yet");
			}
		}

		@KafkaListener(id = "dead", topics = "dead")
		void dead(String what) {
			this.witness.work(what);
			throw new IllegalStateException("never");
		}

		@KafkaListener(id = "dead-letters", topics = { "dead-dlt", "batch-dead-dlt", "later-failing-dlt" })
		void deadLetter(String what) {
			this.witness.work(what + "-letter");
		}

		@RetryableTopic(attempts = "3", backOff = @BackOff(delay = 300))
		@KafkaListener(id = "delayed", topics = "delayed")
		void delayed(String what) {
			this.witness.work(what);
			throw new IllegalStateException("never");
		}

		@DltHandler
		void delayedDeadLetter(String what) {
			this.witness.work(what + "-letter");
		}

		@KafkaListener(id = "later", topics = "later")
		@SendTo("answers")
		CompletableFuture<String> later(String what) {
			this.witness.work(what);
			return CompletableFuture.supplyAsync(() -> what + "-answer",
					CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, this.pool));
		}

		@KafkaListener(id = "later-failing", topics = "later-failing")
		CompletableFuture<String> laterFailing(String what) {
			return CompletableFuture.supplyAsync(() -> {
				throw new IllegalStateException("never");
			}, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, this.pool));
		}

		@KafkaListener(id = "mono", topics = "mono")
		Mono<Void> mono(String what) {
			return Mono.<Void>fromRunnable(() -> this.witness.work(what)).subscribeOn(Schedulers.boundedElastic());
		}

		@KafkaListener(id = "answers", topics = "answers")
		void answer(String what) {
			this.witness.work(what);
		}

		@KafkaListener(id = "batch", topics = "batch", batch = "true", autoStartup = "false")
		void batch(List<ConsumerRecord<String, String>> batch) {
			this.witness.work("batch-as-a-whole");
			batch.forEach((record) -> this.contexts.run(record, () -> this.witness.work(record.value())));
			this.witness.work("batch-as-a-whole");
		}

		@KafkaListener(id = "batch-same", topics = "batch-same", batch = "true", autoStartup = "false")
		void batchOfOneContext(List<String> batch) {
			batch.forEach(this.witness::work);
		}

		@KafkaListener(id = "batch-retry", topics = "batch-retry", batch = "true", autoStartup = "false")
		void batchWithRetry(List<ConsumerRecord<String, String>> batch) {
			this.contexts.forEach(batch, (record) -> {
				this.witness.work(record.value());
				if (record.value().contains("once") && this.application.attempt(record.value()) == 1) {
					throw new IllegalStateException("not yet");
				}
			});
		}

		@KafkaListener(id = "batch-dead", topics = "batch-dead", batch = "true", autoStartup = "false")
		void batchWithDeadLetter(List<ConsumerRecord<String, String>> batch) {
			this.contexts.forEach(batch, (record) -> {
				this.witness.work(record.value());
				if (record.value().contains("never")) {
					throw new IllegalStateException("never");
				}
			});
		}

		@KafkaListener(id = "batch-plain-failure", topics = "batch-plain-failure", batch = "true",
				autoStartup = "false")
		void batchThatFailsAsAWhole(List<ConsumerRecord<String, String>> batch) {
			batch.forEach((record) -> this.contexts.run(record, () -> this.witness.work(record.value())));
			if (this.application.attempt("batch-plain-failure") == 1) {
				throw new IllegalStateException("not yet");
			}
		}

		@KafkaListener(id = "batch-hostile", topics = "batch-hostile", batch = "true", autoStartup = "false")
		void batchWithHostileHeaders(List<ConsumerRecord<String, String>> batch) {
			batch.forEach((record) -> this.contexts.run(record, () -> this.witness.work(record.value())));
			// another time, as an application may that does its work in two rounds
			batch.forEach((record) -> this.contexts.run(record, () -> this.witness.work(record.value())));
		}

		@KafkaListener(id = "batch-messages", topics = "batch-messages", batch = "true", autoStartup = "false")
		void batchOfMessages(List<Message<String>> batch) {
			batch.forEach((message) -> this.contexts.run(message, () -> this.witness.work(message.getPayload())));
		}

		@KafkaListener(id = "batch-headers", topics = "batch-headers", batch = "true", autoStartup = "false")
		void batchOfPayloads(List<String> batch,
				@Header(KafkaHeaders.BATCH_CONVERTED_HEADERS) List<Map<String, Object>> headers) {
			for (int i = 0; i < batch.size(); i++) {
				String what = batch.get(i);
				this.contexts.run(headers.get(i), () -> this.witness.work(what));
			}
		}

	}

}
