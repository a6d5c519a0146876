package io.contexttrace.carrier.rabbit;

import java.util.List;
import java.util.function.Supplier;

import io.contexttrace.ContextSnapshot;
import io.contexttrace.CurrentContext;
import io.contexttrace.FaultBarrier;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.Message;
import org.springframework.amqp.listener.adapter.ReplyPostProcessor;

/**
 * Lets a listener's reply carry the context of its request, also where it is sent by
 * another thread than the listener's. Safe for use by several threads.
 *
 * @param delegate the listener's own post-processor
 * @param contexts writes what the thread holds
 * @param batches finds what the request is for
 * @param barrier keeps our failures away
 */
record ContextReplyPostProcessor(@Nullable ReplyPostProcessor delegate, Supplier<RabbitContexts> contexts,
		Supplier<BatchContexts> batches, FaultBarrier barrier) implements ReplyPostProcessor {

	@Override
	public Message apply(Message request, Message response) {
		Message reply = (this.delegate != null) ? this.delegate.apply(request, response) : response;
		this.barrier.run(this, () -> write(request, reply));
		return reply;
	}

	private void write(Message request, Message reply) {
		ContextSnapshot held = CurrentContext.capture();
		ContextSnapshot replying = (held.context() != null) ? held : this.batches.get().received(List.of(request));
		try (CurrentContext.Scope scope = replying.open()) {
			this.contexts.get().write(reply);
		}
	}

}
