package io.contexttrace.autoconfigure;

import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for keys.
 *
 * @param keys Keys by purpose, such as content or pseudonym: the id of the current one,
 * and all values in Base64 by their ids
 */
@ConfigurationProperties("context-trace")
record KeyProperties(@DefaultValue Map<String, PurposeKeys> keys) {

	@Override
	public String toString() {
		return "KeyProperties[keys=" + this.keys + "]";
	}

	/**
	 * The keys of one purpose.
	 *
	 * @param current Id of the key that is used now; not needed if there is only one
	 * @param values Keys in Base64, by their ids
	 */
	record PurposeKeys(@Nullable String current, @DefaultValue Map<String, String> values) {

		@Override
		public String toString() {
			return this.values.keySet()
				.stream()
				.map((id) -> id + "=******")
				.collect(Collectors.joining(", ", "PurposeKeys[current=" + this.current + ", values={", "}]"));
		}

	}

}
