package io.contexttrace.hop.mcp;

import java.nio.file.Path;
import java.time.Duration;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextId;
import io.contexttrace.CurrentContext;
import io.contexttrace.carrier.mcp.ContextMcpTransport;
import io.contexttrace.carrier.mcp.ContextMeta;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tool of a server in another process, called over its standard input and output, where
 * there are no headers. Neither side has a tracer that samples.
 */
class StdioHopTests {

	@Test
	void carriesTheContextIntoAnotherProcess() {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(ClientApplication.class)
			.web(WebApplicationType.NONE)
			.run("--spring.ai.mcp.server.enabled=false", "--spring.ai.openai.api-key=none",
					"--management.tracing.sampling.probability=0");
				McpSyncClient client = client(application.getBean(ContextMeta.class))) {
			client.initialize();
			BusinessContext context = BusinessContext.of(new ContextId("stdio-1"), "document")
				.withParent(new ContextId("batch-1"));
			try (CurrentContext.Scope scope = application.getBean(CurrentContext.class).open(context)) {
				assertThat(call(client)).isEqualTo("stdio-1 document batch-1, MDC stdio-1");
			}
			assertThat(call(client)).doesNotContain("stdio-1");
		}
	}

	private static String call(McpSyncClient client) {
		return HandmadeClient.text(client.callTool(McpSchema.CallToolRequest.builder("whoami").build()));
	}

	private static McpSyncClient client(ContextMeta meta) {
		ServerParameters server = ServerParameters
			.builder(Path.of(System.getProperty("java.home"), "bin", "java").toString())
			.args("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), StdioServer.class.getName())
			.build();
		StdioClientTransport transport = new StdioClientTransport(server, McpJsonDefaults.getMapper());
		return McpClient.sync(new ContextMcpTransport(transport, meta, "localhost"))
			.requestTimeout(Duration.ofSeconds(60))
			.initializationTimeout(Duration.ofSeconds(120))
			.build();
	}

	/**
	 * The client's application.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class ClientApplication {

	}

}
