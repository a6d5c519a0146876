package io.contexttrace.leak;

import io.contexttrace.FaultBarrier;
import io.contexttrace.llm.redact.Redactor;

/**
 * Lets texts out without their secrets. A text whose secrets cannot be found, because the
 * redactor fails, does not get out. Safe for use by several threads.
 */
public final class LeakGate {

	/**
	 * What gets out in place of a text that could not be looked at.
	 */
	public static final String WITHHELD = "(withheld, because redaction failed)";

	private final Redactor redactor;

	private final FaultBarrier barrier = FaultBarrier.withoutMessages();

	/**
	 * Create a gate.
	 * @param redactor finds the secrets
	 */
	public LeakGate(Redactor redactor) {
		this.redactor = redactor;
	}

	/**
	 * Take the secrets out of a text.
	 * @param text any text
	 * @return the text without them; the very instance that was given, if it has none
	 */
	public String pass(String text) {
		try {
			return this.redactor.redact(text).text();
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			this.barrier.report(this.redactor, ex);
			return WITHHELD;
		}
	}

}
