package io.contexttrace.llm;

/**
 * A call on its way to become a record.
 *
 * @param call the call
 * @param raw what was said in it
 */
public record FinishedCall(LlmCall call, RawContent raw) {

}
