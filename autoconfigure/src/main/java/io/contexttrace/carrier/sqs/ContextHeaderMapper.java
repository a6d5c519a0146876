package io.contexttrace.carrier.sqs;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import io.awspring.cloud.sqs.support.converter.AbstractMessagingMessageConverter;
import io.awspring.cloud.sqs.support.converter.ContextAwareHeaderMapper;
import io.awspring.cloud.sqs.support.converter.HeaderMapper;
import io.awspring.cloud.sqs.support.converter.MessageConversionContext;
import io.awspring.cloud.sqs.support.converter.SqsHeaderMapper;
import io.contexttrace.FaultBarrier;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * Gives messages their context while an {@code SqsTemplate} converts them. That happens
 * on the thread that sends, where the first message to a queue leaves on a thread of the
 * SDK, which holds nothing. All else is left to another mapper.
 */
public final class ContextHeaderMapper extends SqsHeaderMapper {

	private final HeaderMapper<Message> delegate;

	private final SqsContextInterceptor interceptor;

	private final FaultBarrier barrier = new FaultBarrier();

	private ContextHeaderMapper(HeaderMapper<Message> delegate, SqsContextInterceptor interceptor) {
		this.delegate = delegate;
		this.interceptor = interceptor;
	}

	/**
	 * Let a converter give messages their context.
	 * @param converter the converter of an {@code SqsTemplate}
	 * @param interceptor writes the context
	 */
	public static void configure(AbstractMessagingMessageConverter<Message> converter,
			SqsContextInterceptor interceptor) {
		AtomicReference<HeaderMapper<Message>> current = new AtomicReference<>();
		converter.configureHeaderMapper(current::set);
		if (!(current.get() instanceof ContextHeaderMapper)) {
			converter.setHeaderMapper(new ContextHeaderMapper(current.get(), interceptor));
		}
	}

	@Override
	public Message fromHeaders(MessageHeaders headers) {
		Message message = this.delegate.fromHeaders(headers);
		AtomicReference<Message> changed = new AtomicReference<>(message);
		this.barrier.run(this, () -> changed.set(withContext(message)));
		return changed.get();
	}

	private Message withContext(Message message) {
		Map<MessageSystemAttributeName, String> attributes = new HashMap<>(message.attributes());
		String trace = this.interceptor.traceHeader();
		if (trace != null) {
			attributes.putIfAbsent(MessageSystemAttributeName.AWS_TRACE_HEADER, trace);
		}
		return message.toBuilder()
			.attributes(attributes)
			.messageAttributes(this.interceptor.attributes(message.messageAttributes()))
			.build();
	}

	@Override
	public MessageHeaders toHeaders(Message source) {
		return this.delegate.toHeaders(source);
	}

	@Override
	public MessageHeaders createContextHeaders(Message source, MessageConversionContext context) {
		return (this.delegate instanceof ContextAwareHeaderMapper<Message> mapper)
				? mapper.createContextHeaders(source, context) : new MessageHeaders(Map.of());
	}

	@Override
	public void setConvertMessageIdToUuid(boolean convertMessageIdToUuid) {
		if (this.delegate instanceof SqsHeaderMapper mapper) {
			mapper.setConvertMessageIdToUuid(convertMessageIdToUuid);
		}
	}

	@Override
	public void setAdditionalHeadersFunction(BiFunction<Message, MessageHeaderAccessor, MessageHeaders> function) {
		if (this.delegate instanceof SqsHeaderMapper mapper) {
			mapper.setAdditionalHeadersFunction(function);
		}
	}

}
