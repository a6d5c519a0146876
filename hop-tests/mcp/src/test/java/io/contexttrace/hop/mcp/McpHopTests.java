package io.contexttrace.hop.mcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.contexttrace.ContextListener;
import io.contexttrace.Rejection;
import io.contexttrace.Step;
import io.contexttrace.hop.HopApplication;
import io.contexttrace.hop.Witness;
import io.contexttrace.test.RecordedCalls;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.mcp.annotation.McpSampling;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.mcp.annotation.McpToolParam;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools of a real server, called over HTTP by real clients and by a model.
 */
class McpHopTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String CONNECTIONS = "spring.ai.mcp.client.%s.connections.%s.url=http://127.0.0.1:%d";

	private static final AttributeKey<String> CONTEXT_ID = AttributeKey.stringKey("context.id");

	private static final Map<String, HopApplication> servers = new LinkedHashMap<>();

	private static HopApplication server;

	private static HopApplication denied;

	private static HopApplication async;

	private static HopApplication client;

	/**
	 * All of them first, because each start takes the log from those before.
	 */
	@BeforeAll
	static void start() {
		server = server(ServerApplication.class, "STREAMABLE", "SYNC");
		servers.put("async", server(OtherServerApplication.class, "STREAMABLE", "ASYNC"));
		servers.put("stateless", server(OtherServerApplication.class, "STATELESS", "SYNC"));
		servers.put("sse", server(OtherServerApplication.class, "SSE", "SYNC"));
		denied = client("context-trace.outgoing.deny=127.0.0.1");
		async = client("spring.ai.mcp.client.type=ASYNC");
		client = client(CONNECTIONS.formatted("streamable-http", "async", servers.get("async").port()),
				CONNECTIONS.formatted("streamable-http", "stateless", servers.get("stateless").port()),
				CONNECTIONS.formatted("sse", "sse", servers.get("sse").port()));
	}

	private static HopApplication server(Class<?> source, String protocol, String type) {
		return HopApplication.start(source, "spring.main.web-application-type=servlet",
				"spring.ai.mcp.client.enabled=false", "spring.ai.mcp.server.protocol=" + protocol,
				"spring.ai.mcp.server.type=" + type);
	}

	private static HopApplication client(String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add(CONNECTIONS.formatted("streamable-http", "shop", server.port()));
		all.add("spring.ai.mcp.server.enabled=false");
		return HopApplication.start(ClientApplication.class, all.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		List.of(client, async, denied, server).forEach(HopApplication::close);
		servers.values().forEach(HopApplication::close);
	}

	@Test
	void carriesTheContextOfAToolCallThatTheModelMakes() {
		client.under("chat-1", () -> assertThat(chat(client, "Where is order A-1001?")).contains("on its way"));
		assertWorked(server, "order-A-1001", "chat-1");
		SpanData handled = server.spans()
			.await((span) -> span.getName().equals("mcp.server")
					&& "chat-1".equals(span.getAttributes().get(CONTEXT_ID)));
		SpanData tool = client.spans().await((span) -> span.getSpanId().equals(handled.getParentSpanId()));
		assertThat(tool.getTraceId()).isEqualTo(handled.getTraceId());
		assertThat(tool.getName()).contains("orderStatus");
		List<Step> steps = server.bean(Heard.class).steps("chat-1");
		assertThat(steps).extracting(Step::name).contains("mcp.server", "http.server");
		assertClean();
	}

	@Test
	void carriesTheContextOfADirectCall() {
		McpSyncClient direct = direct();
		client.under("direct-1", () -> assertThat(HandmadeClient.text(direct.callTool(call("whoami"))))
			.isEqualTo("direct-1 session null"));
		client.under("direct-2",
				() -> assertThat(HandmadeClient.text(direct.callTool(call("whoami")))).startsWith("direct-2 "));
		assertClean();
	}

	@Test
	void carriesTheContextOfResourcesAndPrompts() {
		McpSyncClient direct = direct();
		client.under("read-1", () -> {
			direct.readResource(McpSchema.ReadResourceRequest.builder("shop://terms").build());
			direct.getPrompt(McpSchema.GetPromptRequest.builder("greeting").build());
		});
		assertWorked(server, "terms", "read-1");
		assertWorked(server, "greeting", "read-1");
		assertClean();
	}

	@Test
	void bringsTheContextBackWithARequestForSampling() {
		client.under("ask-1",
				() -> assertThat(HandmadeClient.text(direct().callTool(call("ask")))).contains("this one"));
		assertWorked(client, "sampled", "ask-1");
		assertClean();
	}

	@Test
	void recordsThatAToolFailed() {
		client.under("failing-1", () -> assertThat(direct().callTool(call("failing")).isError()).isTrue());
		assertThat(server.bean(Heard.class).steps("failing-1")).filteredOn((step) -> step.name().equals("mcp.server"))
			.extracting(Step::outcome)
			.containsExactly(Step.Outcome.ERROR);
		assertClean();
	}

	@Test
	void leavesWhatTheCallerHasPutThere() {
		McpSchema.CallToolRequest request = McpSchema.CallToolRequest.builder("whoami")
			.meta(Map.of("io.contexttrace/context-id", "forwarded", "progressToken", 7))
			.build();
		client.under("own-1",
				() -> assertThat(HandmadeClient.text(direct().callTool(request))).startsWith("forwarded "));
	}

	@Test
	void prefersTheMessageToItsTransport() {
		try (HandmadeClient handmade = HandmadeClient.connect(server.port(), Map.of("X-Context-Id", "from-header"))) {
			assertThat(
					handmade.call("whoami",
							Map.of("io.contexttrace/context-id", "from-meta", "io.contexttrace/context-kind",
									"document", "io.contexttrace/context-parent", "batch-1")))
				.isEqualTo("from-meta document batch-1");
			assertThat(handmade.call("whoami", Map.of())).startsWith("from-header ");
		}
		assertClean();
	}

	@Test
	void worksUnderANewContextWhateverComes() {
		List<Object> hostile = List.of(42, List.of("a"), Map.of("b", "c"), true, "", "a b", "x\r\nSet-Cookie: y",
				"i".repeat(100_000));
		try (HandmadeClient handmade = HandmadeClient.connect(server.port(), Map.of())) {
			for (Object id : hostile) {
				int before = server.bean(Heard.class).rejected("mcp.server");
				Map<String, Object> meta = new HashMap<>();
				meta.put("io.contexttrace/context-id", id);
				meta.put("traceparent", id);
				meta.put("baggage", id);
				assertThat(handmade.call("whoami", meta)).endsWith(" session null").doesNotContain("\n");
				assertThat(server.bean(Heard.class).rejected("mcp.server")).as(id.getClass().getName())
					.isEqualTo(before + 1);
			}
			assertThat(handmade.call("whoami", Map.of("io.contexttrace/context-id", "fine",
					"io.contexttrace/context-kind", 7, "io.contexttrace/context-parent", List.of())))
				.isEqualTo("fine session null");
		}
		assertClean();
	}

	@Test
	void sendsOnlyTheTraceToAHostThatMustNotSeeTheContext() {
		denied.under("secret-1", () -> {
			McpSyncClient direct = clients(denied).get("shop");
			assertThat(HandmadeClient.text(direct.callTool(call("whoami")))).doesNotContain("secret-1");
			assertThat(HandmadeClient.text(direct.callTool(call("meta")))).doesNotContain("context", "baggage");
		});
		client.under("open-1", () -> assertThat(HandmadeClient.text(direct().callTool(call("meta"))))
			.contains("io.contexttrace/context-id", "io.contexttrace/context-kind"));
	}

	@Test
	@SuppressWarnings("unchecked")
	void carriesTheContextWithAnAsyncClient() {
		McpAsyncClient direct = ((List<McpAsyncClient>) async.context().getBean("mcpAsyncClients")).get(0);
		async.under("async-1", () -> {
			assertThat(HandmadeClient.text(direct.callTool(call("whoami")).block())).startsWith("async-1 ");
			assertThat(chat(async, "Where is order A-1002?")).contains("on its way");
		});
		assertWorked(server, "order-A-1002", "async-1");
		async.assertThreadsAreClean();
	}

	@ParameterizedTest
	@ValueSource(strings = { "async", "stateless", "sse" })
	void worksUnderTheContextInServersOfOtherTypes(String connection) {
		client.under(connection + "-1", () -> clients(client).get(connection)
			.callTool(McpSchema.CallToolRequest.builder("stock").arguments(Map.of("sku", connection)).build()));
		assertWorked(servers.get(connection), "stock-" + connection, connection + "-1");
		servers.get(connection).assertThreadsAreClean();
		client.assertThreadsAreClean();
	}

	@ParameterizedTest
	@ValueSource(strings = { "here", "elsewhere" })
	void holdsTheContextInWhatAnAsyncToolReturns(String where) {
		client.under("later-" + where,
				() -> assertThat(HandmadeClient.text(clients(client).get("async")
					.callTool(McpSchema.CallToolRequest.builder("later").arguments(Map.of("where", where)).build())))
					.isEqualTo("later"));
		assertWorked(servers.get("async"), "later-" + where, "later-" + where);
		servers.get("async").assertThreadsAreClean();
	}

	// the log of all applications is with the one that was started last
	private static void assertWorked(HopApplication application, String what, String contextId) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(client.lines(what)).extracting((line) -> line.getMDCPropertyMap().get("contextId"))
				.containsExactly(contextId);
			assertThat(application.service().requests("/" + what))
				.extracting((request) -> request.header("X-Context-Id"))
				.containsExactly(contextId);
			assertThat(application.bean(RecordedCalls.class).all())
				.filteredOn((call) -> what.equals(call.request().model()))
				.extracting((call) -> (call.context() != null) ? call.context().id().value() : null)
				.containsExactly(contextId);
		});
	}

	private static void assertClean() {
		client.assertThreadsAreClean();
		server.assertThreadsAreClean();
	}

	private static McpSchema.CallToolRequest call(String tool) {
		return McpSchema.CallToolRequest.builder(tool).build();
	}

	private static String chat(HopApplication application, String question) {
		return String.valueOf(application.bean(ChatClient.Builder.class)
			.build()
			.prompt(question)
			.tools(application.bean(ToolCallbackProvider.class))
			.call()
			.content());
	}

	private static McpSyncClient direct() {
		return Objects.requireNonNull(clients(client).get("shop"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, McpSyncClient> clients(HopApplication application) {
		List<McpSyncClient> clients = (List<McpSyncClient>) application.context().getBean("mcpSyncClients");
		return clients.stream()
			.collect(Collectors.toMap((client) -> client.getClientInfo().title(), (client) -> client));
	}

	/**
	 * The server.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class ServerApplication {

		@Bean
		ShopTools shopTools(Witness witness) {
			return new ShopTools(witness);
		}

		@Bean
		Heard heard() {
			return new Heard();
		}

	}

	/**
	 * A server whose tools are asynchronous or need no session.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class OtherServerApplication {

		@Bean
		StockTools stockTools(ObjectProvider<Witness> witness) {
			return new StockTools(witness::getObject);
		}

		@Bean
		ToolCallbackProvider tools(StockTools tools) {
			return MethodToolCallbackProvider.builder().toolObjects(tools).build();
		}

	}

	/**
	 * Tools in the manner of Spring AI's own, and one that answers later.
	 */
	static class StockTools {

		private final Supplier<Witness> witness;

		StockTools(Supplier<Witness> witness) {
			this.witness = witness;
		}

		@Tool(description = "What is in stock")
		String stock(String sku) {
			this.witness.get().work("stock-" + sku);
			return "plenty";
		}

		@McpTool(name = "later", description = "Answers later")
		Mono<String> later(@McpToolParam(description = "where it works") String where) {
			Mono<String> work = Mono.fromSupplier(() -> {
				this.witness.get().work("later-" + where);
				return "later";
			});
			return where.equals("here") ? work : work.subscribeOn(Schedulers.boundedElastic());
		}

	}

	/**
	 * The client.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class ClientApplication {

		@Bean
		Sampling sampling(ObjectProvider<Witness> witness) {
			return new Sampling(witness::getObject);
		}

	}

	/**
	 * Answers for the client's model.
	 */
	static class Sampling {

		private final Supplier<Witness> witness;

		Sampling(Supplier<Witness> witness) {
			this.witness = witness;
		}

		@McpSampling(clients = "shop")
		McpSchema.CreateMessageResult sample(McpSchema.CreateMessageRequest request) {
			this.witness.get().work("sampled");
			return McpSchema.CreateMessageResult.builder(McpSchema.Role.ASSISTANT, "this one", "none").build();
		}

	}

	/**
	 * Keeps what the server was told.
	 */
	static class Heard implements ContextListener {

		private final List<Step> finished = new CopyOnWriteArrayList<>();

		private final List<Rejection> rejections = new CopyOnWriteArrayList<>();

		@Override
		public void finished(Step step) {
			this.finished.add(step);
		}

		@Override
		public void rejected(Rejection rejection) {
			this.rejections.add(rejection);
		}

		List<Step> steps(String contextId) {
			return this.finished.stream().filter((step) -> step.context().id().value().equals(contextId)).toList();
		}

		int rejected(String carrier) {
			return (int) this.rejections.stream().filter((rejection) -> rejection.carrier().equals(carrier)).count();
		}

	}

}
