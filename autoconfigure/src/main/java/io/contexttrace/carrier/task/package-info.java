/**
 * Takes the context to the threads of Spring's task executors and schedulers, and opens a
 * new one for each run of a scheduled task.
 */
@NullMarked
package io.contexttrace.carrier.task;

import org.jspecify.annotations.NullMarked;
