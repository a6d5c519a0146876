package io.contexttrace.hop.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.messaging.MessageContexts;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.ReceivedWork;
import io.contexttrace.propagation.WorkOrigin;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.annotation.Gateway;
import org.springframework.integration.annotation.IntegrationComponentScan;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.channel.ExecutorChannel;
import org.springframework.integration.channel.FluxMessageChannel;
import org.springframework.integration.channel.PublishSubscribeChannel;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.Pollers;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Through the channels of Spring Integration.
 */
class ChannelHopTests {

	private static HopApplication application;

	@BeforeAll
	static void start() {
		application = HopApplication.start(Application.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "direct", "executor", "broadcast", "polled", "flux" })
	void channelsCarryTwoContexts(String channel) {
		application.under(channel + "-a", () -> send(channel, channel + "-1"));
		application.under(channel + "-b", () -> send(channel, channel + "-2"));
		application.assertSeenUnder(channel + "-1", channel + "-a");
		application.assertSeenUnder(channel + "-2", channel + "-b");
		application.assertThreadsAreClean();
	}

	@Test
	void messageWithoutOneGetsANewOne() {
		send("direct", "new-1");
		send("executor", "new-2");
		assertThat(application.sighting("new-1").all()).doesNotContainNull().hasSize(3);
		assertThat(application.sighting("new-2").all()).doesNotContainNull().hasSize(3);
		application.assertThreadsAreClean();
	}

	@Test
	void headerOfTheMessageWins() {
		Message<String> message = MessageBuilder.withPayload("named-1").setHeader("X-Context-Id", "named").build();
		application.under("other", () -> {
			channel("direct").send(message);
			assertThat(CurrentContext.get().id().value()).isEqualTo("other");
		});
		application.assertSeenUnder("named-1", "named");
	}

	@Test
	void bytesAndQuotedTextsOfBindersAreRead() {
		channel("executor").send(MessageBuilder.withPayload("bytes-1")
			.setHeader("X-Context-Id", "\"bytes-id\"".getBytes(StandardCharsets.UTF_8))
			.build());
		application.assertSeenUnder("bytes-1", "bytes-id");
	}

	@Test
	void hostileHeadersAreHandledUnderANewContext() {
		double before = rejected();
		List<Object> hostile = List.of("no id, but a sentence", "x".repeat(4000), new byte[100_000], Map.of("a", 1));
		for (int i = 0; i < hostile.size(); i++) {
			String payload = "hostile-" + i;
			channel("executor")
				.send(MessageBuilder.withPayload(payload).setHeader("X-Context-Id", hostile.get(i)).build());
			assertThat(application.sighting(payload).all()).doesNotContainNull().allMatch((id) -> id.length() == 36);
		}
		assertThat(rejected() - before).isEqualTo(4);
		application.assertThreadsAreClean();
	}

	@Test
	void gatewaySplitterAndAggregatorKeepIt() {
		application.under("split-a", () -> {
			Object reply = application.bean(Orders.class).place(List.of("split-1", "split-2"));
			assertThat(reply).isEqualTo("split-1,split-2");
		});
		application.assertSeenUnder("split-1", "split-a");
		application.assertSeenUnder("split-2", "split-a");
		application.assertSeenUnder("aggregated", "split-a");
		application.assertThreadsAreClean();
	}

	@Test
	void errorsGoToTheErrorChannelUnderTheContextOfWhatFailed() {
		application.under("error-a", () -> send("executor", "error-fails"));
		application.assertSeenUnder("handled-error-fails", "error-a");
		application.assertThreadsAreClean();
	}

	@Test
	void exceptionsOfHandlersPass() {
		application.under("exception-a", () -> {
			assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> send("direct", "exception-fails"))
				.withCauseInstanceOf(IllegalStateException.class);
			assertThat(CurrentContext.get().id().value()).isEqualTo("exception-a");
		});
		assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> send("direct", "exception-2-fails"));
		assertThat(CurrentContext.get()).isNull();
	}

	@Test
	void pollersWorkHasAContextOfItsOwn() {
		Application.TICKS.add("tick-1");
		Application.TICKS.add("tick-2");
		List<String> first = application.sighting("tick-1").all();
		assertThat(first).doesNotContainNull().containsOnly(first.get(0));
		assertThat(application.sighting("tick-2").all()).doesNotContainNull();
		application.assertThreadsAreClean();
	}

	@Test
	void messageThatIsReceivedByHandIsWorkedAtByOneCall() {
		application.under("hand-a", () -> send("byHand", "hand-1"));
		Message<?> message = application.context().getBean("byHand", PollableChannel.class).receive(1000);
		application.bean(MessageContexts.class)
			.run(message, () -> application.bean(Witness.class).work(message.getPayload().toString()));
		application.assertSeenUnder("hand-1", "hand-a");
	}

	@Test
	void handlersSpanIsBelowTheSenders() {
		ContextCrossing crossing = application.bean(ContextCrossing.class);
		application.under("span-a", () -> {
			try (ReceivedWork sender = crossing.open(CurrentContext.capture(), "span-sender",
					new WorkOrigin<>(Map.<String, String>of(), Map::get, WorkOrigin.Relation.CHILD))) {
				send("executor", "span-1");
			}
		});
		application.assertSeenUnder("span-1", "span-a");
		SpanData sender = application.spans().await((span) -> span.getName().equals("span-sender"));
		SpanData handler = application.spans()
			.await((span) -> span.getName().equals("messaging")
					&& "span-a".equals(span.getAttributes().get(AttributeKey.stringKey("context.id"))));
		assertThat(handler.getParentSpanId()).isEqualTo(sender.getSpanId());
	}

	private static void send(String channel, String payload) {
		channel(channel).send(new GenericMessage<>(payload));
	}

	private static MessageChannel channel(String name) {
		return application.context().getBean(name, MessageChannel.class);
	}

	private static double rejected() {
		return application.bean(MeterRegistry.class)
			.find("context_trace.context.rejected")
			.tag("carrier", "messaging")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	/**
	 * Enters a flow.
	 */
	@MessagingGateway
	interface Orders {

		@Gateway(requestChannel = "orders")
		Object place(List<String> items);

	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@IntegrationComponentScan
	static class Application {

		static final Queue<String> TICKS = new ConcurrentLinkedQueue<>();

		@Bean(destroyMethod = "shutdown")
		Executor pool() {
			return Executors.newFixedThreadPool(2);
		}

		@Bean
		MessageChannel direct() {
			return new DirectChannel();
		}

		@Bean
		MessageChannel executor(Executor pool) {
			return new ExecutorChannel(pool);
		}

		@Bean
		MessageChannel broadcast(Executor pool) {
			return new PublishSubscribeChannel(pool);
		}

		@Bean
		MessageChannel polled() {
			return new QueueChannel();
		}

		@Bean
		MessageChannel byHand() {
			return new QueueChannel();
		}

		@Bean
		MessageChannel flux() {
			return new FluxMessageChannel();
		}

		@Bean
		IntegrationFlow directFlow(Witness witness) {
			return IntegrationFlow.from("direct").handle((message) -> work(witness, message)).get();
		}

		@Bean
		IntegrationFlow executorFlow(Witness witness) {
			return IntegrationFlow.from("executor").handle((message) -> work(witness, message)).get();
		}

		@Bean
		IntegrationFlow broadcastFlow(Witness witness) {
			return IntegrationFlow.from("broadcast").handle((message) -> work(witness, message)).get();
		}

		@Bean
		IntegrationFlow polledFlow(Witness witness) {
			return IntegrationFlow.from("polled")
				.handle((message) -> work(witness, message),
						(endpoint) -> endpoint.poller(Pollers.fixedDelay(Duration.ofMillis(20))))
				.get();
		}

		@Bean
		IntegrationFlow fluxFlow(Witness witness) {
			return IntegrationFlow.from("flux").handle((message) -> work(witness, message)).get();
		}

		@Bean
		IntegrationFlow ticks(Witness witness) {
			return IntegrationFlow
				.fromSupplier(TICKS::poll, (endpoint) -> endpoint.poller(Pollers.fixedDelay(Duration.ofMillis(20))))
				.handle((message) -> work(witness, message))
				.get();
		}

		@Bean
		IntegrationFlow ordersFlow(Witness witness, Executor pool) {
			return IntegrationFlow.from("orders")
				.split()
				.channel((channels) -> channels.executor(pool))
				.<String>handle((item, headers) -> {
					witness.work(item);
					return item;
				})
				.aggregate()
				.<List<String>>handle((items, headers) -> {
					witness.work("aggregated");
					return String.join(",", items.stream().sorted().toList());
				})
				.get();
		}

		@Bean
		IntegrationFlow errors(Witness witness) {
			return IntegrationFlow.from("errorChannel").<MessagingException>handle((failure, headers) -> {
				witness.work("handled-" + failure.getFailedMessage().getPayload());
				return null;
			}).get();
		}

		private static void work(Witness witness, Message<?> message) {
			String payload = message.getPayload().toString();
			witness.work(payload);
			if (payload.endsWith("fails")) {
				throw new IllegalStateException("of the application");
			}
		}

	}

}
