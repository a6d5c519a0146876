package io.contexttrace.carrier.messaging;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.contexttrace.FaultBarrier;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.util.ClassUtils;

/**
 * Lets what handles a message work under the message's context, on whichever thread. What
 * is sent gets the context that the sending thread holds, or a new one. Headers that a
 * client of a WebSocket sends are not among the message's own, and are not read. Safe for
 * use by several threads.
 */
public final class ContextChannelInterceptor implements ExecutorChannelInterceptor {

	/**
	 * Not Spring Integration's channel for many subscribers, which tells so only if it
	 * has an executor.
	 */
	private static final List<Class<?>> HANDING_OVER = Stream
		.of("org.springframework.messaging.support.ExecutorSubscribableChannel",
				"org.springframework.integration.channel.ExecutorChannel",
				"org.springframework.integration.channel.PartitionedChannel",
				"org.springframework.integration.channel.AbstractPollableChannel")
		.<Class<?>>mapMulti(ContextChannelInterceptor::find)
		.toList();

	private final MessageWork works;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param works writes and opens contexts
	 */
	public ContextChannelInterceptor(MessageWork works) {
		this.works = works;
	}

	@Override
	public Message<?> preSend(Message<?> message, MessageChannel channel) {
		AtomicReference<Message<?>> sent = new AtomicReference<>(message);
		if (isWork(message)) {
			this.barrier.run(this, () -> {
				sent.set(this.works.write(message));
				if (!handsOver(channel)) {
					OpenWork.push(channel, this.works.open(sent.get()));
				}
			});
		}
		return sent.get();
	}

	@Override
	public void afterSendCompletion(Message<?> message, MessageChannel channel, boolean sent, @Nullable Exception ex) {
		if (isWork(message) && !handsOver(channel)) {
			this.barrier.run(this, () -> OpenWork.pop(channel, ex));
		}
	}

	@Override
	public Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
		if (isWork(message)) {
			this.barrier.run(this, () -> OpenWork.push(handler, this.works.open(message)));
		}
		return message;
	}

	@Override
	public void afterMessageHandled(Message<?> message, MessageChannel channel, MessageHandler handler,
			@Nullable Exception ex) {
		if (isWork(message)) {
			this.barrier.run(this, () -> OpenWork.pop(handler, ex));
		}
	}

	// not the heartbeats and the like of WebSocket sessions
	private static boolean isWork(Message<?> message) {
		Object type = message.getHeaders().get(SimpMessageHeaderAccessor.MESSAGE_TYPE_HEADER);
		return type == null || type == SimpMessageType.MESSAGE;
	}

	// such a channel tells when its handlers work, because that may be later
	private static boolean handsOver(MessageChannel channel) {
		return HANDING_OVER.stream().anyMatch((type) -> type.isInstance(channel));
	}

	private static void find(String name, Consumer<Class<?>> found) {
		ClassLoader classLoader = ContextChannelInterceptor.class.getClassLoader();
		if (ClassUtils.isPresent(name, classLoader)) {
			found.accept(ClassUtils.resolveClassName(name, classLoader));
		}
	}

}
