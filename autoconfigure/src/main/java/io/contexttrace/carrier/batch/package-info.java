/**
 * Carries the context through batches: the jobs of Spring Batch with their steps and
 * workers, and jobs that are plain code.
 */
@NullMarked
package io.contexttrace.carrier.batch;

import org.jspecify.annotations.NullMarked;
