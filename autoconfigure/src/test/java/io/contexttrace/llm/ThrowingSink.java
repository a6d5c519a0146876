package io.contexttrace.llm;

/**
 * Loses every call.
 */
public final class ThrowingSink implements LlmCallSink {

	@Override
	public String name() {
		return "throwing";
	}

	@Override
	public void accept(LlmRecord record) {
		throw new IllegalStateException("The disk is full");
	}

}
