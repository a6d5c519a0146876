package io.contexttrace.sample.assistant;

import org.jspecify.annotations.Nullable;

/**
 * What the assistant answers, or a piece of it.
 *
 * @param text the text
 * @param requestId the call to the model that gave it, which feedback is about
 */
record Answer(String text, @Nullable String requestId) {
}
