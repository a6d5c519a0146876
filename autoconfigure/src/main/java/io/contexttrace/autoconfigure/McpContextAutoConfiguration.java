package io.contexttrace.autoconfigure;

import io.contexttrace.FaultBarrier;
import io.contexttrace.carrier.mcp.ContextMcpRequestCustomizer;
import io.contexttrace.carrier.mcp.ContextMeta;
import io.contexttrace.carrier.mcp.McpClientPostProcessor;
import io.contexttrace.carrier.mcp.McpServerContexts;
import io.contexttrace.carrier.mcp.McpServerPostProcessor;
import io.contexttrace.header.ContextHeaders;
import io.contexttrace.header.ContextReceiver;
import io.contexttrace.header.OutgoingHeaders;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.CrossingTrace;
import io.micrometer.context.ContextSnapshotFactory;
import io.modelcontextprotocol.spec.McpSchema;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

import org.springframework.ai.mcp.client.common.autoconfigure.NamedClientMcpTransport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that carries the context through the Model Context Protocol.
 */
@AutoConfiguration(after = ContextTraceAutoConfiguration.class)
@ConditionalOnClass({ McpSchema.class, Mono.class, ContextSnapshotFactory.class })
@ConditionalOnBean(ContextEvents.class)
@ConditionalOnBooleanProperty(name = "context-trace.mcp.enabled", matchIfMissing = true)
@EnableConfigurationProperties(McpProperties.class)
public final class McpContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextMeta contextMeta(OutgoingHeaders outgoing, ContextHeaders headers, ContextReceiver receiver,
			CrossingTrace trace) {
		return new ContextMeta(outgoing, headers, receiver, trace);
	}

	@Bean
	@ConditionalOnMissingBean
	McpServerContexts mcpServerContexts(ContextMeta meta, ContextCrossing crossing) {
		return new McpServerContexts(meta, crossing);
	}

	@Bean
	static BeanPostProcessor contextMcpServerPostProcessor(ObjectProvider<McpServerContexts> contexts) {
		return new McpServerPostProcessor(contexts);
	}

	@Bean
	@ConditionalOnMissingBean
	ContextMcpRequestCustomizer contextMcpRequestCustomizer(OutgoingHeaders headers, CrossingTrace trace) {
		return new ContextMcpRequestCustomizer(headers, trace);
	}

	/**
	 * Spring AI's modules bring Reactor, but not Boot's module for it, which would honour
	 * this property.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration")
	@ConditionalOnProperty(name = "spring.reactor.context-propagation", havingValue = "auto")
	static class ReactorConfiguration {

		ReactorConfiguration() {
			Hooks.enableAutomaticContextPropagation();
		}

	}

	/**
	 * What needs Spring AI's clients.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(NamedClientMcpTransport.class)
	static class ClientConfiguration {

		@Bean
		static BeanPostProcessor contextMcpClientPostProcessor(ObjectProvider<ContextMeta> meta,
				Environment environment) {
			return new McpClientPostProcessor(meta, environment, new FaultBarrier());
		}

	}

}
