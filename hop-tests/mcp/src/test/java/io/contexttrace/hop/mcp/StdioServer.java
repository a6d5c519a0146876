package io.contexttrace.hop.mcp;

import io.contexttrace.BusinessContext;
import io.contexttrace.CurrentContext;
import org.slf4j.MDC;

import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * A server that is a process of its own and talks over its standard input and output.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class StdioServer {

	/**
	 * Serve until the input ends.
	 * @param args not used
	 */
	public static void main(String[] args) {
		SpringApplication.run(StdioServer.class, "--spring.main.web-application-type=none",
				"--spring.main.banner-mode=off", "--logging.level.root=off", "--spring.ai.mcp.server.stdio=true",
				"--spring.ai.mcp.client.enabled=false", "--spring.ai.openai.api-key=none",
				"--management.tracing.sampling.probability=0");
	}

	@Bean
	Tools tools() {
		return new Tools();
	}

	/**
	 * What the server offers.
	 */
	static class Tools {

		@McpTool(name = "whoami", description = "For whom the tool works")
		String whoami() {
			BusinessContext context = CurrentContext.get();
			return (context != null)
					? context.id() + " " + context.kind() + " " + context.parentId() + ", MDC " + MDC.get("contextId")
					: "nobody";
		}

	}

}
