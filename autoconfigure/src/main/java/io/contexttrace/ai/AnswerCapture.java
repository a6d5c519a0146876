package io.contexttrace.ai;

import io.contexttrace.llm.ContentCapture;

/**
 * How much of an answer is kept for the record.
 *
 * @param content whether its text is
 * @param maxText how many characters of text are kept of one call at most; its size is
 * counted on
 */
public record AnswerCapture(ContentCapture content, int maxText) {

}
