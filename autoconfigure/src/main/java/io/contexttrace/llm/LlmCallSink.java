package io.contexttrace.llm;

/**
 * Where finished calls go: a log, a store, an exporter. Called by one worker thread, off
 * the request; it may take its time, at the price of calls being dropped when the queue
 * before it is full. One that throws has lost the call, which is counted.
 */
public interface LlmCallSink {

	/**
	 * What the sink is called in metrics and logs.
	 * @return the name, one of few
	 */
	String name();

	/**
	 * Take a finished call.
	 * @param record what is kept of the call
	 */
	void accept(LlmRecord record);

	/**
	 * Take feedback on a call or a context.
	 * @param record what is kept of the feedback
	 */
	default void accept(FeedbackRecord record) {
	}

}
