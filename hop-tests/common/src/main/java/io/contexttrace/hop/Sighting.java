package io.contexttrace.hop;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Under which context a piece of work was seen, each time that it was done.
 *
 * @param lines the context ids of its log lines
 * @param calls the context ids that the called service received
 * @param models the context ids of the records of its calls to a model
 */
public record Sighting(List<@Nullable String> lines, List<@Nullable String> calls, List<@Nullable String> models) {

	/**
	 * Everything that was seen.
	 * @return the context ids, {@code null} among them where there was none
	 */
	public List<@Nullable String> all() {
		List<@Nullable String> all = new ArrayList<>(this.lines);
		all.addAll(this.calls);
		all.addAll(this.models);
		return all;
	}

	boolean isComplete(int times) {
		return this.lines.size() >= times && this.calls.size() >= times && this.models.size() >= times;
	}

}
