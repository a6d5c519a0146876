package io.contexttrace.llm;

/**
 * Whether a call's content is kept, and why.
 *
 * @param content whether it is kept
 * @param reason why, one of few
 */
public record Kept(boolean content, String reason) {

}
