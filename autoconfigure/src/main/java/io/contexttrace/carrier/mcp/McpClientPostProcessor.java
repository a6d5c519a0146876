package io.contexttrace.carrier.mcp;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.FaultBarrier;
import io.modelcontextprotocol.spec.McpClientTransport;

import org.springframework.ai.mcp.client.common.autoconfigure.NamedClientMcpTransport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;

/**
 * Puts a {@link ContextMcpTransport} around each transport from which Spring AI makes a
 * client.
 *
 * @param meta reads and writes {@code _meta}
 * @param environment has the addresses of the connections
 * @param barrier keeps a failure away from the start of the application
 */
public record McpClientPostProcessor(ObjectProvider<ContextMeta> meta, Environment environment,
		FaultBarrier barrier) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof NamedClientMcpTransport transport) {
			return carrying(transport);
		}
		if (bean instanceof List<?> list && !list.isEmpty()
				&& list.stream().allMatch(NamedClientMcpTransport.class::isInstance)) {
			return list.stream().map((transport) -> carrying((NamedClientMcpTransport) transport)).toList();
		}
		return bean;
	}

	private NamedClientMcpTransport carrying(NamedClientMcpTransport named) {
		AtomicReference<NamedClientMcpTransport> carrying = new AtomicReference<>(named);
		this.barrier.run(this, () -> {
			McpClientTransport transport = named.transport();
			if (!(transport instanceof ContextMcpTransport)) {
				String host = new TransportHosts(this.environment).host(named.name(), transport);
				carrying.set(new NamedClientMcpTransport(named.name(),
						new ContextMcpTransport(transport, this.meta.getObject(), host)));
			}
		});
		return carrying.get();
	}

}
