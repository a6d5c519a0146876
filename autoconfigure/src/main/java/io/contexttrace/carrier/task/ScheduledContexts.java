package io.contexttrace.carrier.task;

import io.contexttrace.BusinessContext;
import io.contexttrace.ContextListener;
import io.contexttrace.CurrentContext;
import io.contexttrace.NewContexts;

/**
 * Makes the context of each run of a scheduled task.
 *
 * @param contexts binds it
 * @param newContexts issues it
 * @param kind what sort of context a run is
 * @param listener is told of each finished run
 */
public record ScheduledContexts(CurrentContext contexts, NewContexts newContexts, String kind,
		ContextListener listener) {

	/**
	 * The name of the step, and the source of the contexts.
	 */
	static final String NAME = "scheduled";

	BusinessContext issue() {
		return this.newContexts.issue(NAME, this.kind);
	}

}
