package io.contexttrace.llm;

/**
 * Decides, when a call has ended, whether its content is kept. What is known without the
 * content is always kept. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface RecordPolicy {

	/**
	 * Decide about a call.
	 * @param call the call
	 * @return the decision
	 */
	Kept decide(LlmCall call);

	/**
	 * A policy that keeps the content of every call.
	 * @return the policy
	 */
	static RecordPolicy all() {
		return (call) -> new Kept(true, "all");
	}

}
