/**
 * Puts what Spring AI's evaluators find on the calls that they judge.
 */
@NullMarked
package io.contexttrace.ai.evaluation;

import org.jspecify.annotations.NullMarked;
