package io.contexttrace.leak.span;

import java.util.List;

import io.contexttrace.UserPseudonyms;
import io.contexttrace.leak.LeakGate;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was said out of observations before anybody makes a span of them, whatever
 * the tracer. Where content is captured in full, it stays, without its secrets. The id of
 * a conversation that shows somebody becomes the pseudonym that the record has, too. Safe
 * for use by several threads.
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

	private final LeakGate gate;

	private final boolean keepsContent;

	private final UserPseudonyms pseudonyms;

	/**
	 * Create a filter.
	 * @param gate takes out secrets
	 * @param keepsContent whether content is captured in full
	 * @param pseudonyms stand for conversation ids that show somebody
	 */
	public ContentObservationFilter(LeakGate gate, boolean keepsContent, UserPseudonyms pseudonyms) {
		this.gate = gate;
		this.keepsContent = keepsContent;
		this.pseudonyms = pseudonyms;
	}

	@Override
	public Observation.Context map(Observation.Context context) {
		if (!MAY_HAVE_CONTENT.get(context.getClass())) {
			return context;
		}
		for (KeyValue keyValue : context.getAllKeyValues()) {
			String key = keyValue.getKey();
			if (ContentAttributes.isContent(key)) {
				change(context, key, this.keepsContent ? this.gate.pass(keyValue.getValue()) : null);
			}
			else if (ContentAttributes.isConversation(key)) {
				change(context, key, conversationId(keyValue.getValue()));
			}
		}
		return context;
	}

	private String conversationId(String id) {
		return this.gate.pass(id).equals(id) ? id : this.pseudonyms.pseudonym(id);
	}

	private static void change(Observation.Context context, String key, @Nullable String value) {
		boolean low = context.getLowCardinalityKeyValue(key) != null;
		context.removeLowCardinalityKeyValue(key);
		context.removeHighCardinalityKeyValue(key);
		if (value != null && low) {
			context.addLowCardinalityKeyValue(KeyValue.of(key, value));
		}
		else if (value != null) {
			context.addHighCardinalityKeyValue(KeyValue.of(key, value));
		}
	}

}
