package io.contexttrace.carrier.sqs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.contexttrace.ContextListener;
import io.contexttrace.FaultBarrier;
import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.PayloadRoom;
import io.contexttrace.propagation.ContextCrossing;
import io.contexttrace.propagation.SpanReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Gives each message that a client of Amazon SQS sends what the calling thread holds, and
 * asks for it when the client receives. It works in synchronous and asynchronous clients:
 * add it to the client's {@code overrideConfiguration}. Safe for use by several threads.
 */
public final class SqsContextInterceptor implements ExecutionInterceptor {

	private static final MessageSystemAttributeNameForSends TRACE = MessageSystemAttributeNameForSends.AWS_TRACE_HEADER;

	private static final MessageSender.Values<MessageAttributeValue> VALUES = new MessageSender.Values<>("sqs.producer",
			(text) -> MessageAttributeValue.builder().dataType(OutgoingAttributes.TYPE).stringValue(text).build(),
			MessageAttributeValue::stringValue, SqsContextInterceptor::size);

	private final MessageSender<MessageAttributeValue> sender;

	private final AskedAttributes asked;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param crossing writes the context
	 * @param spans finds the current span
	 * @param names what the headers are called
	 * @param listener is told of what has no room in a message
	 */
	public SqsContextInterceptor(ContextCrossing crossing, SpanReference.Source spans, HeaderNames names,
			ContextListener listener) {
		this.sender = MessageSender.of(crossing, spans, VALUES, listener);
		this.asked = new AskedAttributes(names);
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
		AtomicReference<SdkRequest> request = new AtomicReference<>(context.request());
		this.barrier.run(this, () -> request.set(modify(context.request())));
		return request.get();
	}

	private SdkRequest modify(SdkRequest request) {
		if (request instanceof SendMessageRequest send) {
			return modify(send);
		}
		if (request instanceof SendMessageBatchRequest send) {
			return modify(send);
		}
		return (request instanceof ReceiveMessageRequest receive) ? this.asked.addTo(receive) : request;
	}

	private SdkRequest modify(SendMessageRequest send) {
		PayloadRoom room = new PayloadRoom();
		room.use(this.sender.size(send.messageBody(), send.messageAttributes()));
		return send.toBuilder()
			.messageAttributes(this.sender.write(send.messageAttributes(), room))
			.messageSystemAttributes(withTrace(send.messageSystemAttributes(), this.sender.traceHeader()))
			.build();
	}

	private SdkRequest modify(SendMessageBatchRequest send) {
		PayloadRoom room = new PayloadRoom();
		for (SendMessageBatchRequestEntry entry : send.entries()) {
			room.use(this.sender.size(entry.messageBody(), entry.messageAttributes()));
		}
		List<SendMessageBatchRequestEntry> entries = send.entries()
			.stream()
			.map((entry) -> modify(entry, room))
			.toList();
		return send.toBuilder().entries(entries).build();
	}

	private SendMessageBatchRequestEntry modify(SendMessageBatchRequestEntry entry, PayloadRoom room) {
		return entry.toBuilder()
			.messageAttributes(this.sender.write(entry.messageAttributes(), room))
			.messageSystemAttributes(withTrace(entry.messageSystemAttributes(), this.sender.traceHeader()))
			.build();
	}

	/**
	 * The attributes of a message that is sent later, perhaps by another thread, but for
	 * this one.
	 * @param present what it has
	 * @return what it is to have
	 */
	Map<String, MessageAttributeValue> attributes(Map<String, MessageAttributeValue> present) {
		return this.sender.write(present, new PayloadRoom());
	}

	/**
	 * The trace of a message that is sent later.
	 * @return the header, or {@code null} if none is known
	 */
	@Nullable String traceHeader() {
		return this.sender.traceHeader();
	}

	private static long size(MessageAttributeValue value) {
		long bytes = (value.binaryValue() != null) ? value.binaryValue().asByteArrayUnsafe().length : 0;
		return PayloadRoom.size(value.dataType()) + PayloadRoom.size(value.stringValue()) + bytes;
	}

	private static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> withTrace(
			Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> present, @Nullable String trace) {
		if (trace == null || present.containsKey(TRACE)) {
			return present;
		}
		Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> all = new HashMap<>(present);
		all.put(TRACE,
				MessageSystemAttributeValue.builder().dataType(OutgoingAttributes.TYPE).stringValue(trace).build());
		return all;
	}

}
