/**
 * Tests of batches.
 */
@NullMarked
package io.contexttrace.hop.batch;

import org.jspecify.annotations.NullMarked;
