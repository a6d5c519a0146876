/**
 * Meters of LLM calls, contexts and steps, fed by the listeners.
 */
@NullMarked
package io.contexttrace.metrics;

import org.jspecify.annotations.NullMarked;
