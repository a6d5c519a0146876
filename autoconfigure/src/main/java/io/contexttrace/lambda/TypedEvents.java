package io.contexttrace.lambda;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads events and records that are classes of {@code aws-lambda-java-events}, which not
 * every function has, as if they were JSON. Use it only for objects of these classes.
 */
final class TypedEvents {

	private static final List<Reader<?>> READERS = List.of(
			new Reader<>(APIGatewayV2HTTPEvent.class, (event) -> headers(event.getHeaders(), null)),
			new Reader<>(APIGatewayProxyRequestEvent.class,
					(event) -> headers(event.getHeaders(), event.getMultiValueHeaders())),
			new Reader<>(ApplicationLoadBalancerRequestEvent.class,
					(event) -> headers(event.getHeaders(), event.getMultiValueHeaders())),
			new Reader<>(APIGatewayV2WebSocketEvent.class,
					(event) -> headers(event.getHeaders(), event.getMultiValueHeaders())),
			new Reader<>(SQSEvent.class, (event) -> of(EventContent.RECORDS, event.getRecords())),
			new Reader<>(SNSEvent.class, (event) -> of(EventContent.RECORDS, event.getRecords())),
			new Reader<>(KinesisEvent.class, (event) -> of(EventContent.RECORDS, event.getRecords())),
			new Reader<>(ScheduledEvent.class, (event) -> of("detail", event.getDetail())),
			new Reader<>(SQSEvent.SQSMessage.class, TypedEvents::message),
			new Reader<>(SQSEvent.MessageAttribute.class,
					(attribute) -> of(EventRecord.STRING_VALUE, attribute.getStringValue())),
			new Reader<>(SNSEvent.SNSRecord.class, (sns) -> of(EventRecord.SNS, sns.getSNS())),
			new Reader<>(SNSEvent.SNS.class, TypedEvents::notification),
			new Reader<>(SNSEvent.MessageAttribute.class, (attribute) -> of(EventRecord.VALUE, attribute.getValue())),
			new Reader<>(KinesisEvent.KinesisEventRecord.class,
					(kinesis) -> of(EventRecord.KINESIS, kinesis.getKinesis())),
			new Reader<>(KinesisEvent.Record.class, (kinesis) -> of(EventRecord.DATA, text(kinesis.getData()))));

	private TypedEvents() {
	}

	/**
	 * The members of an event, a record or a part of one.
	 * @param typed the object
	 * @return the members, none if the class is not of interest
	 */
	static Map<String, ?> members(Object typed) {
		return READERS.stream()
			.filter((reader) -> reader.type().isInstance(typed))
			.findFirst()
			.<Map<String, ?>>map((reader) -> reader.read(typed))
			.orElse(Map.of());
	}

	private static Map<String, Object> headers(@Nullable Map<String, String> headers,
			@Nullable Map<String, List<String>> all) {
		Map<String, Object> members = of(EventContent.HEADERS, headers);
		members.putAll(of(EventContent.ALL_HEADERS, all));
		return members;
	}

	private static Map<String, Object> message(SQSEvent.SQSMessage message) {
		Map<String, Object> members = of(EventRecord.BODY, message.getBody());
		members.putAll(of(EventRecord.SYSTEM_ATTRIBUTES, message.getAttributes()));
		members.putAll(of(EventRecord.MESSAGE_ATTRIBUTES, message.getMessageAttributes()));
		return members;
	}

	private static Map<String, Object> notification(SNSEvent.SNS notification) {
		Map<String, Object> members = of(EventRecord.MESSAGE, notification.getMessage());
		members.putAll(of(EventRecord.NOTIFICATION_ATTRIBUTES, notification.getMessageAttributes()));
		return members;
	}

	private static Map<String, Object> of(String name, @Nullable Object member) {
		Map<String, Object> members = new HashMap<>();
		if (member != null) {
			members.put(name, member);
		}
		return members;
	}

	private static EventRecord.@Nullable Data text(@Nullable ByteBuffer data) {
		return (data != null) ? new EventRecord.Data(StandardCharsets.UTF_8.decode(data.duplicate()).toString()) : null;
	}

	/**
	 * Reads the objects of one class.
	 *
	 * @param <T> the class
	 * @param type the class
	 * @param members reads the members
	 */
	private record Reader<T>(Class<T> type, Function<T, Map<String, Object>> members) {

		Map<String, Object> read(Object typed) {
			return this.members.apply(this.type.cast(typed));
		}

	}

}
