/**
 * What is known of one call to a model, and the way from the call to the sinks that keep
 * it.
 */
@NullMarked
package io.contexttrace.llm;

import org.jspecify.annotations.NullMarked;
