package io.contexttrace.llm.record;

import io.contexttrace.llm.FinishedCall;
import io.contexttrace.llm.LlmRecord;

/**
 * Makes records of finished calls. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface RecordSource {

	/**
	 * The sink under which the loss of a content is told, when what is known without it
	 * is kept.
	 */
	String CONTENT = "content";

	/**
	 * Make the record of a call, which is all that sinks see of it. Called by the worker:
	 * it may take its time.
	 * @param call the call
	 * @return the record
	 */
	LlmRecord record(FinishedCall call);

	/**
	 * What of a call has to wait for the worker. Called on the thread that made the call:
	 * it does little.
	 * @param call the call
	 * @return the call, without the content if nobody will ask for that
	 */
	default FinishedCall held(FinishedCall call) {
		return call;
	}

}
