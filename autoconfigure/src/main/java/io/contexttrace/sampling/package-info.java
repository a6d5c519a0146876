/**
 * Which traces are recorded.
 */
@NullMarked
package io.contexttrace.sampling;

import org.jspecify.annotations.NullMarked;
