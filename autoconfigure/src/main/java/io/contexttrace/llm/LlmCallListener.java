package io.contexttrace.llm;

/**
 * Told of every finished call, kept or not, on the thread that finished it: metrics count
 * here. Implementations do little, do not block and are safe for use by several threads.
 */
@FunctionalInterface
public interface LlmCallListener {

	/**
	 * A call has ended.
	 * @param call the call
	 */
	void finished(LlmCall call);

}
