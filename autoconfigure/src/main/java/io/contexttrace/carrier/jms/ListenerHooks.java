package io.contexttrace.carrier.jms;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.contexttrace.FaultBarrier;
import io.contexttrace.propagation.ReceivedWork;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.SessionAwareMessageListener;

/**
 * Hooks the context into listener containers: around the listener, and into the sessions
 * with which it replies. Safe for use by several threads.
 */
public final class ListenerHooks {

	private final ContextConnectionFactories factories;

	private final Supplier<ReceivedMessages> received;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param factories wraps connection factories
	 * @param received opens the work; asked for when the first message is there
	 */
	public ListenerHooks(ContextConnectionFactories factories, Supplier<ReceivedMessages> received) {
		this.factories = factories;
		this.received = received;
	}

	/**
	 * Hook the context into a container. A container that has the hooks already stays as
	 * it is.
	 * @param container the container, not yet started
	 */
	public void apply(AbstractMessageListenerContainer container) {
		ConnectionFactory factory = container.getConnectionFactory();
		if (factory != null) {
			container.setConnectionFactory(this.factories.wrap(factory));
		}
		container.setMessageListener(hooked(container.getMessageListener()));
	}

	private @Nullable Object hooked(@Nullable Object listener) {
		if (listener instanceof HookedListener || listener instanceof HookedSessionListener) {
			return listener;
		}
		if (listener instanceof SessionAwareMessageListener<?> aware) {
			return new HookedSessionListener(aware, this);
		}
		return (listener instanceof MessageListener plain) ? new HookedListener(plain, this) : listener;
	}

	private <E extends Exception> void deliver(Message message, Delivery<E> delivery) throws E {
		AtomicReference<@Nullable ReceivedWork> work = new AtomicReference<>();
		this.barrier.run(this, () -> work.set(this.received.get().delivered(message)));
		ReceivedWork open = work.get();
		if (open == null) {
			delivery.run();
			return;
		}
		try (open) {
			delivery.run(open);
		}
	}

	/**
	 * A call of the listener.
	 *
	 * @param <E> what it throws
	 */
	private interface Delivery<E extends Exception> {

		void run() throws E;

		default void run(ReceivedWork work) throws E {
			try {
				run();
			}
			catch (Throwable ex) {
				work.failed(ex);
				throw ex;
			}
		}

	}

	/**
	 * A listener that is called under the context of the message.
	 *
	 * @param delegate the listener
	 * @param hooks opens the work
	 */
	private record HookedListener(MessageListener delegate, ListenerHooks hooks) implements MessageListener {

		@Override
		public void onMessage(Message message) {
			this.hooks.<RuntimeException>deliver(message, () -> this.delegate.onMessage(message));
		}

	}

	/**
	 * A listener that is called under the context of the message.
	 *
	 * @param delegate the listener
	 * @param hooks opens the work
	 */
	private record HookedSessionListener(SessionAwareMessageListener<?> delegate,
			ListenerHooks hooks) implements SessionAwareMessageListener<Message> {

		@Override
		@SuppressWarnings("unchecked")
		public void onMessage(Message message, Session session) throws JMSException {
			SessionAwareMessageListener<Message> listener = (SessionAwareMessageListener<Message>) this.delegate;
			this.hooks.<JMSException>deliver(message, () -> listener.onMessage(message, session));
		}

	}

}
