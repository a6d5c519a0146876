package io.contexttrace.carrier.rabbit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.contexttrace.FaultBarrier;
import org.aopalliance.aop.Advice;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.listener.adapter.ReplyPostProcessor;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.adapter.AbstractAdaptableMessageListener;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.util.ReflectionUtils;

/**
 * Hooks the context into listener containers that have not been initialized yet: around
 * the container's own advices, around its error handler, and into the replies of its
 * listener. Spring AMQP lets nobody see what advices and reply post-processor there are,
 * so these are read reflectively; where that fails, the container keeps its own. Safe for
 * use by several threads.
 */
public final class ListenerHooks {

	private static final String REPLY = "replyPostProcessor";

	private final Supplier<RabbitContexts> contexts;

	private final Supplier<BatchContexts> batches;

	private final Supplier<ReceivedMessages> received;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance. What it is given is asked for when the first message is there.
	 * @param contexts writes contexts onto replies
	 * @param batches finds what messages are for
	 * @param received opens the work on what was received
	 */
	public ListenerHooks(Supplier<RabbitContexts> contexts, Supplier<BatchContexts> batches,
			Supplier<ReceivedMessages> received) {
		this.contexts = contexts;
		this.batches = batches;
		this.received = received;
	}

	/**
	 * Hook the context into a container. A container that has the hooks already stays as
	 * it is, and so does one that receives the replies for a template.
	 * @param container the container, not yet initialized
	 */
	public void apply(AbstractMessageListenerContainer container) {
		Object listener = container.getMessageListener();
		if (!(listener instanceof RabbitTemplate) && !(container.getErrorHandler() instanceof ContextErrorHandler)) {
			this.barrier.run(this, () -> advise(container));
			container.setErrorHandler(new ContextErrorHandler(container.getErrorHandler(), this.batches, this.barrier));
			if (listener instanceof AbstractAdaptableMessageListener adapter) {
				this.barrier.run(adapter, () -> reply(adapter));
			}
		}
	}

	private void advise(AbstractMessageListenerContainer container) {
		container.setAdviceChain(Stream
			.concat(Stream.of(new DeliveryInterceptor(this.received, this.barrier)), Arrays.stream(advices(container)))
			.toArray(Advice[]::new));
	}

	private static Advice[] advices(AbstractMessageListenerContainer container) {
		Method getter = ReflectionUtils.findMethod(container.getClass(), "getAdviceChain");
		if (getter == null) {
			throw new IllegalStateException("A listener container does not say what advices it has");
		}
		ReflectionUtils.makeAccessible(getter);
		Object advices = ReflectionUtils.invokeMethod(getter, container);
		return (advices != null) ? (Advice[]) advices : new Advice[0];
	}

	private void reply(AbstractAdaptableMessageListener listener) {
		@Nullable Object own = new DirectFieldAccessor(listener).getPropertyValue(REPLY);
		listener.setReplyPostProcessor(
				new ContextReplyPostProcessor((ReplyPostProcessor) own, this.contexts, this.batches, this.barrier));
	}

}
