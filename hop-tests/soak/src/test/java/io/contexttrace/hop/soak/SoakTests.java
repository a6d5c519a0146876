package io.contexttrace.hop.soak;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.contexttrace.hop.CalledService;
import io.contexttrace.hop.RabbitBroker;
import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.Needs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fifty thousand messages over Kafka and RabbitMQ, through listeners of single messages
 * and of batches, one in five of which fails and comes again, beside requests and
 * streams: every id is where it belongs, and the heap stays flat.
 */
@Needs(value = RabbitBroker.PROGRAM, debianPackage = RabbitBroker.DEBIAN_PACKAGE)
class SoakTests {

	private static final List<String> TOPICS = List.of(SoakApplication.RECORDS, SoakApplication.RECORD_BATCHES);

	private static final List<String> QUEUES = List.of(SoakApplication.MESSAGES, SoakApplication.MESSAGE_BATCHES);

	/**
	 * For each topic and queue, in five rounds.
	 */
	private static final int MESSAGES = 12_500;

	private static final int ROUND = 2_500;

	private static final int REQUESTS = 200;

	private static final int STREAMS = 50;

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final long FLAT = 24L << 20;

	@Test
	void everyIdIsWhereItBelongsAndTheHeapStaysFlat() throws Exception {
		EmbeddedKafkaKraftBroker kafka = new EmbeddedKafkaKraftBroker(1, 1);
		kafka.afterPropertiesSet();
		try (RabbitBroker rabbit = RabbitBroker.start();
				ModelServer models = ModelServer.builder().keptRequests(1).start();
				CalledService service = new CalledService();
				ConfigurableApplicationContext application = start(kafka, rabbit, models, service)) {
			long before = 0;
			for (int from = 0; from < MESSAGES; from += ROUND) {
				round(application, from, from + ROUND);
				assertThat(application.getBean(Ledger.class).mistakes()).isEmpty();
				// the first round is the warm-up
				before = (from == 0) ? usedHeap() : before;
			}
			assertThat(usedHeap() - before).as("growth of the heap over 40,000 messages").isLessThan(FLAT);
			assertEverythingWasSeen(application, service);
		}
		finally {
			kafka.destroy();
		}
	}

	private static void round(ConfigurableApplicationContext application, int from, int to) {
		Traffic traffic = new Traffic(application);
		int requests = from / ROUND * REQUESTS;
		int streams = from / ROUND * STREAMS;
		ExecutorService senders = Executors.newCachedThreadPool();
		try {
			CompletableFuture
				.allOf(send(senders, () -> TOPICS.forEach((topic) -> traffic.records(topic, from, to))),
						send(senders, () -> QUEUES.forEach((queue) -> traffic.messages(queue, from, to))),
						send(senders, () -> traffic.requests("work", requests, requests + REQUESTS)),
						send(senders, () -> traffic.requests("stream", streams, streams + STREAMS)))
				.join();
		}
		finally {
			senders.shutdown();
		}
		Ledger ledger = application.getBean(Ledger.class);
		for (List<String> hops : List.of(TOPICS, QUEUES)) {
			hops.forEach((hop) -> Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(ledger.done(hop)).as(hop).isEqualTo(to)));
		}
	}

	private static CompletableFuture<Void> send(ExecutorService senders, Runnable traffic) {
		return CompletableFuture.runAsync(traffic, senders);
	}

	private static void assertEverythingWasSeen(ConfigurableApplicationContext application, CalledService service) {
		Ledger ledger = application.getBean(Ledger.class);
		for (List<String> hops : List.of(TOPICS, QUEUES)) {
			hops.forEach((hop) -> assertThat(ledger.failed(hop)).as(hop + " failed").isEqualTo(MESSAGES / 5));
		}
		int rounds = MESSAGES / ROUND;
		// in the context and in the log: each message, the failing ones twice
		assertThat(ledger.sights()).isGreaterThan(2L * 4 * MESSAGES * 6 / 5);
		for (int i = 0; i < rounds * REQUESTS; i++) {
			String contextId = "work-" + i;
			assertThat(service.requests("/" + contextId)).singleElement()
				.satisfies((request) -> assertThat(request.header("X-Context-Id")).isEqualTo(contextId));
		}
		assertThat(application.getBean(HeldContexts.class).awaitNone(PATIENCE)).isEmpty();
	}

	private static ConfigurableApplicationContext start(EmbeddedKafkaKraftBroker kafka, RabbitBroker rabbit,
			ModelServer models, CalledService service) {
		return new SpringApplicationBuilder(SoakApplication.class).run("--server.port=0",
				"--spring.main.banner-mode=off", "--" + rabbit.property(),
				"--spring.kafka.bootstrap-servers=" + kafka.getBrokersAsString(),
				"--spring.kafka.consumer.auto-offset-reset=earliest", "--spring.kafka.consumer.fetch-max-wait=5ms",
				"--spring.ai.openai.api-key=none", "--spring.ai.openai.base-url=" + models.url(),
				"--hop.service.url=" + service.url(), "--management.tracing.sampling.probability=0.1",
				"--logging.level.root=error");
	}

	private static long usedHeap() {
		Runtime runtime = Runtime.getRuntime();
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
		}
		return used;
	}

}
