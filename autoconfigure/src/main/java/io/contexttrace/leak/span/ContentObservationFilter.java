package io.contexttrace.leak.span;

import io.contexttrace.leak.LeakGate;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

/**
 * Takes what was said out of observations before anybody makes a span of them, whatever
 * the tracer. Where content is captured in full, it stays, without its secrets. Safe for
 * use by several threads.
 */
public final class ContentObservationFilter implements ObservationFilter {

	private final LeakGate gate;

	private final boolean keepsContent;

	/**
	 * Create a filter.
	 * @param gate takes out secrets
	 * @param keepsContent whether content is captured in full
	 */
	public ContentObservationFilter(LeakGate gate, boolean keepsContent) {
		this.gate = gate;
		this.keepsContent = keepsContent;
	}

	@Override
	public Observation.Context map(Observation.Context context) {
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
