package io.contexttrace.test.llm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.llm.LlmCall;
import io.contexttrace.llm.LlmRecord;
import io.contexttrace.test.HeldContexts;
import io.contexttrace.test.ModelServer;
import io.contexttrace.test.RecordedCalls;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with a chat client, driven by the test itself, and the model server that
 * it asks over HTTP.
 */
final class FollowedApplication implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(20);

	static final BusinessContext CONTEXT = BusinessContext.of(new ContextId("followed"), "session");

	private final ModelServer model;

	private final ConfigurableApplicationContext application;

	private FollowedApplication(ModelServer model, String... properties) {
		this.model = model;
		String[] usual = { "--spring.ai.openai.base-url=" + model.url(), "--spring.ai.openai.api-key=none",
				"--spring.ai.openai.chat.model=test-model", "--spring.ai.openai.max-retries=0",
				"--management.tracing.sampling.probability=1.0", "--context-trace.content.capture=full",
				"--context-trace.tools.enabled=false", "--orders.url=" + model.url() + "/orders",
				"--spring.main.banner-mode=off",
				"--logging.level.org.springframework.ai.chat.model.MessageAggregator=off" };
		this.application = new SpringApplicationBuilder(Beans.class).web(WebApplicationType.NONE)
			.run(Stream.concat(Stream.of(usual), Stream.of(properties).map((property) -> "--" + property))
				.collect(Collectors.toMap((property) -> property.substring(0, property.indexOf('=')),
						Function.identity(), (first, second) -> second))
				.values()
				.toArray(String[]::new));
	}

	static FollowedApplication start(String... properties) {
		return start(ModelServer.builder().stall(Duration.ofSeconds(2)), properties);
	}

	static FollowedApplication start(ModelServer.Builder model, String... properties) {
		return new FollowedApplication(model.start(), properties);
	}

	ModelServer model() {
		return this.model;
	}

	<T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

	ChatClient client() {
		return bean(ChatClient.Builder.class).clone().build();
	}

	OpenAiChatModel chatModel() {
		return bean(OpenAiChatModel.class);
	}

	Orders orders() {
		return bean(Orders.class);
	}

	/**
	 * Ask through the chat client, in one piece or in chunks.
	 */
	String ask(String path, ChatClient.ChatClientRequestSpec request) {
		return path.equals("call") ? request.call().content()
				: String.join("", request.stream().content().collectList().block(TIMEOUT));
	}

	<T> T inContext(Supplier<T> work) {
		return in(CONTEXT, work);
	}

	<T> T in(BusinessContext context, Supplier<T> work) {
		try (CurrentContext.Scope scope = bean(CurrentContext.class).open(context)) {
			return work.get();
		}
	}

	List<LlmCall> calls(int count) {
		List<LlmCall> calls = bean(RecordedCalls.class).await(count, TIMEOUT);
		assertThat(calls).hasSize(count);
		return calls;
	}

	LlmCall onlyCall() {
		return calls(1).get(0);
	}

	LlmRecord onlyRecord() {
		calls(1);
		return bean(RecordedCalls.class).records().get(0);
	}

	void forget() {
		bean(RecordedCalls.class).clear();
		this.model.clearRequests();
		bean(EndedSpans.class).spans.clear();
	}

	void assertNothingHeld() {
		assertThat(bean(HeldContexts.class).awaitNone(TIMEOUT)).isEmpty();
		assertThat(CurrentContext.capture().isEmpty()).isTrue();
	}

	void stop() {
		this.application.close();
	}

	@Override
	public void close() {
		this.application.close();
		this.model.close();
	}

	/**
	 * What the application consists of.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import({ RecordedCalls.class, HeldContexts.class, EndedSpans.class })
	static class Beans {

		@Bean
		Orders orders(RestClient.Builder builder, @Value("${orders.url}") String url) {
			return new Orders(builder.baseUrl(url).build());
		}

	}

	/**
	 * A tool that logs, and asks another server.
	 */
	static class Orders {

		private static final Logger logger = LoggerFactory.getLogger(Orders.class);

		private final RestClient client;

		final List<ContextSnapshot> held = new CopyOnWriteArrayList<>();

		volatile CountDownLatch started = new CountDownLatch(1);

		volatile CountDownLatch release = new CountDownLatch(0);

		Orders(RestClient client) {
			this.client = client;
		}

		void waitForRelease() {
			this.started = new CountDownLatch(1);
			this.release = new CountDownLatch(1);
		}

		@Tool(description = "Looks up an order")
		String order(@ToolParam(description = "The id of the order, such as A-1001") String orderId)
				throws InterruptedException {
			this.held.add(CurrentContext.capture());
			logger.info("looked up {}", orderId);
			this.started.countDown();
			this.release.await(20, TimeUnit.SECONDS);
			int status = this.client.get().exchange((request, response) -> response.getStatusCode().value());
			return "Order " + orderId + " was shipped, says " + status;
		}

	}

	/**
	 * Keeps what spans say when they end.
	 */
	static class EndedSpans implements SpanProcessor {

		final List<SpanData> spans = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(Context parentContext, ReadWriteSpan span) {
		}

		@Override
		public boolean isStartRequired() {
			return false;
		}

		@Override
		public void onEnd(ReadableSpan span) {
			this.spans.add(span.toSpanData());
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

		List<SpanData> named(String prefix) {
			return this.spans.stream().filter((span) -> span.getName().startsWith(prefix)).toList();
		}

	}

}
