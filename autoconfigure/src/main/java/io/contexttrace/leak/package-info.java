/**
 * Closes the ways on which frameworks let content and secrets out beside the records.
 */
@NullMarked
package io.contexttrace.leak;

import org.jspecify.annotations.NullMarked;
