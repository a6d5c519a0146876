package io.contexttrace.autoconfigure;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.RecordingListener;
import io.contexttrace.carrier.mcp.ContextMcpRequestCustomizer;
import io.contexttrace.carrier.mcp.ContextMcpTransport;
import io.contexttrace.carrier.mcp.ContextMeta;
import io.contexttrace.carrier.mcp.McpServerContexts;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TrustPolicy;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.ai.mcp.client.common.autoconfigure.NamedClientMcpTransport;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class McpContextAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ContextTraceAutoConfiguration.class, McpContextAutoConfiguration.class))
		.withUserConfiguration(Specifications.class);

	@Test
	void runsAToolUnderTheCallersContext() {
		this.contextRunner.run((context) -> {
			CallToolResult result = tool(context).callHandler().apply(null, call("caller-1"));
			assertThat(result.content().toString()).contains("caller-1");
			assertThat(CurrentContext.get()).isNull();
		});
	}

	@Test
	@SuppressWarnings("unchecked")
	void putsItselfAroundTheTransportsOfClients() {
		this.contextRunner.run((context) -> assertThat((List<NamedClientMcpTransport>) context.getBean("transports"))
			.allSatisfy((named) -> assertThat(named.transport()).isInstanceOf(ContextMcpTransport.class)));
	}

	@Test
	void writesTheHeadersOfAClientsHttpRequests() {
		this.contextRunner.withPropertyValues("context-trace.outgoing.deny=denied.example.com").run((context) -> {
			BusinessContext business = BusinessContext.of(new ContextId("caller-2"), "session");
			try (CurrentContext.Scope scope = context.getBean(CurrentContext.class).open(business)) {
				ContextMcpRequestCustomizer customizer = context.getBean(ContextMcpRequestCustomizer.class);
				assertThat(headers(customizer, "http://shop.example.com/mcp")).containsEntry("X-Context-Id",
						List.of("caller-2"));
				assertThat(headers(customizer, "http://denied.example.com/mcp")).isEmpty();
			}
		});
	}

	@Test
	void propertySwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.mcp.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(ContextMeta.class);
			CallToolResult result = tool(context).callHandler().apply(null, call("caller-3"));
			assertThat(result.content().toString()).contains("nobody");
		});
	}

	@Test
	void masterSwitchSwitchesItOff() {
		this.contextRunner.withPropertyValues("context-trace.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContextMeta.class));
	}

	@Test
	void backsOffWithoutMcp() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, McpContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.modelcontextprotocol"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("contextMeta"));
	}

	@Test
	void servesAServerWithoutSpringAisClients() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ContextTraceAutoConfiguration.class, McpContextAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.ai"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(McpServerContexts.class)
				.doesNotHaveBean("contextMcpClientPostProcessor"));
	}

	@Test
	void usersBeansWin() {
		this.contextRunner
			.withBean("ownMeta", ContextMeta.class,
					() -> new ContextMeta(null,
							new ContextHeaders(HeaderNames.DEFAULT, "session", TrustPolicy.validSyntax(),
									new RecordingListener()),
							null, null))
			.withBean("ownServer", McpServerContexts.class, () -> new McpServerContexts(null, null))
			.withBean("ownCustomizer", ContextMcpRequestCustomizer.class,
					() -> new ContextMcpRequestCustomizer(null, null))
			.run((context) -> assertThat(context).hasSingleBean(ContextMeta.class)
				.hasSingleBean(McpServerContexts.class)
				.hasSingleBean(ContextMcpRequestCustomizer.class)
				.hasBean("ownMeta"));
	}

	private static Map<String, List<String>> headers(ContextMcpRequestCustomizer customizer, String uri) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
		return Mono.from(customizer.customize(request, "POST", URI.create(uri), "{}", McpTransportContext.EMPTY))
			.map((customized) -> customized.build().headers().map())
			.blockOptional()
			.orElseThrow();
	}

	private static SyncToolSpecification tool(BeanFactory context) {
		return (SyncToolSpecification) context.getBean("tools", List.class).get(0);
	}

	private static CallToolRequest call(String contextId) {
		return CallToolRequest.builder("tool").meta(Map.of("io.contexttrace/context-id", contextId)).build();
	}

	@Configuration(proxyBeanMethods = false)
	static class Specifications {

		@Bean
		List<SyncToolSpecification> tools() {
			return List.of(SyncToolSpecification.builder()
				.tool(Tool.builder("tool", Map.of("type", "object")).build())
				.callHandler((exchange, request) -> {
					BusinessContext context = CurrentContext.get();
					return CallToolResult.builder()
						.addTextContent((context != null) ? context.id().value() : "nobody")
						.build();
				})
				.build());
		}

		@Bean
		List<NamedClientMcpTransport> transports() {
			return List.of(new NamedClientMcpTransport("shop",
					HttpClientStreamableHttpTransport.builder("http://shop.example.com").build()));
		}

	}

}
