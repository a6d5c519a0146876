package io.contexttrace.carrier.sqs;

import java.util.List;
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
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Gives each notification that a client of Amazon SNS publishes to a topic what the
 * calling thread holds. A text message to a telephone and a push to a device get nothing.
 * It works in synchronous and asynchronous clients: add it to the client's
 * {@code overrideConfiguration}. Safe for use by several threads.
 */
public final class SnsContextInterceptor implements ExecutionInterceptor {

	private static final ExecutionAttribute<String> TRACE = new ExecutionAttribute<>("context-trace.sns.trace");

	private static final MessageSender.Values<MessageAttributeValue> VALUES = new MessageSender.Values<>("sns.producer",
			(text) -> MessageAttributeValue.builder().dataType(OutgoingAttributes.TYPE).stringValue(text).build(),
			MessageAttributeValue::stringValue, SnsContextInterceptor::size);

	private final MessageSender<MessageAttributeValue> sender;

	private final FaultBarrier barrier = new FaultBarrier();

	/**
	 * Create an instance.
	 * @param crossing writes the context
	 * @param spans finds the current span
	 * @param listener is told of what has no room in a notification
	 */
	public SnsContextInterceptor(ContextCrossing crossing, SpanReference.Source spans, ContextListener listener) {
		this.sender = MessageSender.of(crossing, spans, VALUES, listener);
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
		AtomicReference<SdkRequest> request = new AtomicReference<>(context.request());
		this.barrier.run(this, () -> request.set(modify(context.request(), executionAttributes)));
		return request.get();
	}

	private SdkRequest modify(SdkRequest request, ExecutionAttributes attributes) {
		if (request instanceof PublishRequest publish && isForTopic(publish)) {
			keepTrace(attributes);
			return modify(publish);
		}
		if (request instanceof PublishBatchRequest publish) {
			keepTrace(attributes);
			return modify(publish);
		}
		return request;
	}

	private static boolean isForTopic(PublishRequest publish) {
		String target = publish.targetArn();
		return publish.topicArn() != null || (target != null && !target.contains(":endpoint/"));
	}

	private void keepTrace(ExecutionAttributes attributes) {
		String trace = this.sender.traceHeader();
		if (trace != null) {
			attributes.putAttribute(TRACE, trace);
		}
	}

	private SdkRequest modify(PublishRequest publish) {
		PayloadRoom room = new PayloadRoom();
		room.use(
				this.sender.size(publish.message(), publish.messageAttributes()) + PayloadRoom.size(publish.subject()));
		return publish.toBuilder().messageAttributes(this.sender.write(publish.messageAttributes(), room)).build();
	}

	private SdkRequest modify(PublishBatchRequest publish) {
		PayloadRoom room = new PayloadRoom();
		for (PublishBatchRequestEntry entry : publish.publishBatchRequestEntries()) {
			room.use(this.sender.size(entry.message(), entry.messageAttributes()) + PayloadRoom.size(entry.subject()));
		}
		List<PublishBatchRequestEntry> entries = publish.publishBatchRequestEntries()
			.stream()
			.map((entry) -> entry.toBuilder()
				.messageAttributes(this.sender.write(entry.messageAttributes(), room))
				.build())
			.toList();
		return publish.toBuilder().publishBatchRequestEntries(entries).build();
	}

	/**
	 * SNS has no attribute for the trace: it takes the request's header, and passes it on
	 * to queues and functions.
	 */
	@Override
	public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context,
			ExecutionAttributes executionAttributes) {
		SdkHttpRequest request = context.httpRequest();
		@Nullable String trace = executionAttributes.getAttribute(TRACE);
		if (trace == null || request.firstMatchingHeader(HeaderNames.XRAY_TRACE).isPresent()) {
			return request;
		}
		return request.toBuilder().putHeader(HeaderNames.XRAY_TRACE, trace).build();
	}

	private static long size(MessageAttributeValue value) {
		long bytes = (value.binaryValue() != null) ? value.binaryValue().asByteArrayUnsafe().length : 0;
		return PayloadRoom.size(value.dataType()) + PayloadRoom.size(value.stringValue()) + bytes;
	}

}
