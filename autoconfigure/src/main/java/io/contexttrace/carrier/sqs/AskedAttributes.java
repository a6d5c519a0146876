package io.contexttrace.carrier.sqs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.contexttrace.header.HeaderNames;
import io.contexttrace.header.TraceFormat;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * What is asked for when messages are received: SQS gives out no attribute that nobody
 * asks for.
 */
final class AskedAttributes {

	private static final List<String> EVERYTHING = List.of("All", ".*");

	private static final String TRACE = MessageSystemAttributeName.AWS_TRACE_HEADER.toString();

	private final List<String> names;

	AskedAttributes(HeaderNames names) {
		this.names = new ArrayList<>(
				List.of(names.id(), names.kind(), names.parent(), names.user(), names.prompt(), HeaderNames.BAGGAGE));
		for (TraceFormat format : TraceFormat.values()) {
			this.names.addAll(format.fields());
		}
		// which AWS keeps beside the attributes
		this.names.remove(HeaderNames.XRAY_TRACE);
	}

	@SuppressWarnings("deprecation")
	ReceiveMessageRequest addTo(ReceiveMessageRequest request) {
		ReceiveMessageRequest.Builder builder = request.toBuilder()
			.messageAttributeNames(with(request.messageAttributeNames(), this.names));
		if (request.hasAttributeNames() && !request.hasMessageSystemAttributeNames()) {
			// the older of two lists, which are not to be mixed
			return builder.attributeNamesWithStrings(with(request.attributeNamesAsStrings(), List.of(TRACE))).build();
		}
		List<String> asked = request.messageSystemAttributeNamesAsStrings();
		return builder.messageSystemAttributeNamesWithStrings(with(asked, List.of(TRACE))).build();
	}

	private static List<String> with(List<String> asked, List<String> added) {
		if (!Collections.disjoint(asked, EVERYTHING)) {
			return asked;
		}
		List<String> all = new ArrayList<>(asked);
		added.stream().filter((name) -> !asked.contains(name)).forEach(all::add);
		return all;
	}

}
