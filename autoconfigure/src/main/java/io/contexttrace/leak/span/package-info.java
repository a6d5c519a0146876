/**
 * Takes content and secrets out of observations and spans.
 */
@NullMarked
package io.contexttrace.leak.span;

import org.jspecify.annotations.NullMarked;
