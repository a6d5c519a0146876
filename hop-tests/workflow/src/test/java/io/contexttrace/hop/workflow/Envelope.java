package io.contexttrace.hop.workflow;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an application of its own sends over a bus of its own.
 *
 * @param type what sort of message it is
 * @param metadata what is said about it
 * @param loan the loan that it is about
 */
record Envelope(String type, Map<String, Object> metadata, String loan) {

	static Envelope of(String type, String loan) {
		return new Envelope(type, Map.of("version", 1), loan);
	}

	Envelope with(Map<String, String> entries) {
		Map<String, Object> more = new LinkedHashMap<>(this.metadata);
		more.putAll(entries);
		return new Envelope(this.type, more, this.loan);
	}

}
