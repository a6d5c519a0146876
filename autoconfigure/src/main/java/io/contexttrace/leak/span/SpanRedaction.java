package io.contexttrace.leak.span;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.contexttrace.leak.LeakGate;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/**
 * Takes secrets out of spans, and what was said unless it is captured in full: out of
 * attributes, of events such as exceptions with their stack traces, of links and of the
 * status. Ids stay as they are. Safe for use by several threads.
 */
public final class SpanRedaction implements UnaryOperator<SpanData> {

	private final LeakGate gate;

	private final boolean keepsContent;

	/**
	 * Create an instance.
	 * @param gate takes out secrets
	 * @param keepsContent whether content is captured in full
	 */
	public SpanRedaction(LeakGate gate, boolean keepsContent) {
		this.gate = gate;
		this.keepsContent = keepsContent;
	}

	@Override
	public SpanData apply(SpanData span) {
		return new RedactedSpanData(span, this.gate.pass(span.getName()), attributes(span.getAttributes()),
				events(span.getEvents()), links(span.getLinks()), status(span.getStatus()));
	}

	Attributes attributes(Attributes attributes) {
		AttributesBuilder safe = Attributes.builder();
		attributes.forEach((key, value) -> put(safe, key, value));
		return safe.build();
	}

	private List<EventData> events(List<EventData> events) {
		List<EventData> safe = new ArrayList<>(events.size());
		for (EventData event : events) {
			safe.add(EventData.create(event.getEpochNanos(), this.gate.pass(event.getName()),
					attributes(event.getAttributes()), event.getTotalAttributeCount()));
		}
		return safe;
	}

	private List<LinkData> links(List<LinkData> links) {
		return links.stream()
			.map((link) -> LinkData.create(link.getSpanContext(), attributes(link.getAttributes()),
					link.getTotalAttributeCount()))
			.toList();
	}

	private StatusData status(StatusData status) {
		String description = status.getDescription();
		return description.isEmpty() ? status : StatusData.create(status.getStatusCode(), this.gate.pass(description));
	}

	@SuppressWarnings("unchecked")
	private void put(AttributesBuilder safe, AttributeKey<?> key, Object value) {
		String name = key.getKey();
		if (ContentAttributes.isContent(name) && !this.keepsContent) {
			return;
		}
		switch (key.getType()) {
			case STRING -> safe.put((AttributeKey<String>) key,
					ContentAttributes.isId(name) ? (String) value : this.gate.pass((String) value));
			case STRING_ARRAY -> safe.put((AttributeKey<List<String>>) key,
					((List<String>) value).stream().map(this.gate::pass).toList());
			case BOOLEAN, LONG, DOUBLE, BOOLEAN_ARRAY, LONG_ARRAY, DOUBLE_ARRAY ->
				safe.put((AttributeKey<Object>) key, value);
			// values of other types can hold any text
			default -> safe.put(name, this.gate.pass(String.valueOf(value)));
		}
	}

}
