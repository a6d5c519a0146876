package io.contexttrace.leak.span;

import java.util.List;

import io.contexttrace.leak.TextGate;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

/**
 * Takes what was said out of observations before anybody makes a span of them, whatever
 * the tracer. Where content is captured in full, it stays, without its secrets. Safe for
 * use by several threads.
 */
public final class ContentObservationFilter implements ObservationFilter {

	/**
	 * Putting the attributes of an observation together costs more than looking at them.
	 * Those of HTTP requests and the like have no content, and their spans are looked at
	 * once more before they are exported.
	 */
	private static final ClassValue<Boolean> MAY_HAVE_CONTENT = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return FRAMEWORKS.stream().noneMatch((prefix) -> type.getName().startsWith(prefix));
		}

	};

	private static final List<String> FRAMEWORKS = List.of("org.springframework.http.", "org.springframework.web.",
			"org.springframework.ai.chat.client.advisor.", "org.springframework.security.",
			"org.springframework.kafka.", "org.springframework.amqp.", "org.springframework.scheduling.",
			"io.micrometer.core.");

	private final TextGate gate;

	private final boolean keepsContent;

	/**
	 * Create a filter.
	 * @param gate takes out secrets
	 * @param keepsContent whether content is captured in full
	 */
	public ContentObservationFilter(TextGate gate, boolean keepsContent) {
		this.gate = gate;
		this.keepsContent = keepsContent;
	}

	@Override
	public Observation.Context map(Observation.Context context) {
		if (!MAY_HAVE_CONTENT.get(context.getClass())) {
			return context;
		}
		for (KeyValue keyValue : context.getAllKeyValues()) {
			if (ContentAttributes.isContent(keyValue.getKey())) {
				change(context, keyValue);
			}
		}
		return context;
	}

	private void change(Observation.Context context, KeyValue keyValue) {
		String key = keyValue.getKey();
		boolean low = context.getLowCardinalityKeyValue(key) != null;
		context.removeLowCardinalityKeyValue(key);
		context.removeHighCardinalityKeyValue(key);
		if (this.keepsContent) {
			KeyValue safe = KeyValue.of(key, this.gate.pass(keyValue.getValue()));
			if (low) {
				context.addLowCardinalityKeyValue(safe);
			}
			else {
				context.addHighCardinalityKeyValue(safe);
			}
		}
	}

}
