/**
 * Spans as a collector receives them.
 */
@NullMarked
package io.contexttrace.hop.tracing;

import org.jspecify.annotations.NullMarked;
