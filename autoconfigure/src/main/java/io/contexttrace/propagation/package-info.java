/**
 * Carries a context from thread to thread, into the log's MDC and into spans, by riding
 * on Micrometer's context propagation and OpenTelemetry.
 */
@NullMarked
package io.contexttrace.propagation;

import org.jspecify.annotations.NullMarked;
