package io.contexttrace.carrier.sqs;

import java.util.Map;

import io.contexttrace.header.HeaderGetter;
import io.contexttrace.header.HeaderNames;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The headers of one received message: its own attributes, or else those of the
 * notification in it. The trace is where AWS keeps it. Not safe for use by several
 * threads.
 */
final class ReceivedSqsMessage {

	/**
	 * Reads the headers.
	 */
	static final HeaderGetter<ReceivedSqsMessage> GETTER = ReceivedSqsMessage::get;

	private final Message message;

	private @Nullable Map<String, String> envelope;

	ReceivedSqsMessage(Message message) {
		this.message = message;
	}

	@Nullable String get(String name) {
		if (name.equalsIgnoreCase(HeaderNames.XRAY_TRACE)) {
			return trace();
		}
		return attribute(name);
	}

	private @Nullable String trace() {
		return this.message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER);
	}

	private @Nullable String attribute(String name) {
		MessageAttributeValue attribute = this.message.messageAttributes().get(name);
		if (attribute == null) {
			return envelope().get(name);
		}
		// what is no text is there all the same, and no value
		return (attribute.stringValue() != null) ? attribute.stringValue() : "";
	}

	private Map<String, String> envelope() {
		if (this.envelope == null) {
			this.envelope = SnsEnvelope.attributes(this.message.body());
		}
		return this.envelope;
	}

}
