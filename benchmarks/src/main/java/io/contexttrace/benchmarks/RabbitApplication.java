package io.contexttrace.benchmarks;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.contexttrace.carrier.rabbit.ListenerHooks;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application that sends to no broker, and receives from none.
 */
final class RabbitApplication {

	static final Channel CHANNEL = (Channel) Proxy.newProxyInstance(Channel.class.getClassLoader(),
			new Class<?>[] { Channel.class }, (proxy, method, arguments) -> published(arguments));

	private static AMQP.@Nullable BasicProperties published;

	private RabbitApplication() {
	}

	private static @Nullable Object published(Object @Nullable [] arguments) {
		if (arguments != null) {
			for (Object argument : arguments) {
				if (argument instanceof AMQP.BasicProperties properties) {
					published = properties;
				}
			}
		}
		return null;
	}

	// not those of the object that the application has sent, because the context is
	// written
	// into a copy
	static Map<String, Object> publishedHeaders() {
		return (published != null && published.getHeaders() != null) ? published.getHeaders() : Map.of();
	}

	static ConfigurableApplicationContext start(MessageFollowers followers) {
		return new SpringApplicationBuilder(Application.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off",
					"logging.level.root=warn")
			.properties(followers.properties().toArray(String[]::new))
			.run();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * A container that is called instead of a broker calling it.
	 */
	static final class StubContainer extends SimpleMessageListenerContainer {

		StubContainer(ConfigurableApplicationContext application, Object listener) {
			super(application.getBean(ConnectionFactory.class));
			setMessageListener((org.springframework.amqp.core.MessageListener) listener);
			application.getBeanProvider(ListenerHooks.class).ifAvailable((hooks) -> hooks.apply(this));
			initialize();
		}

		void receive(Message message) {
			invokeListener(CHANNEL, message);
		}

		void receive(List<Message> batch) {
			invokeListener(CHANNEL, batch);
		}

	}

}
