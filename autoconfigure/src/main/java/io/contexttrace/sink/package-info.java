/**
 * Keeps finished calls off the request thread: the queue, the worker behind it, the log
 * record, and the event of OpenTelemetry.
 */
@NullMarked
package io.contexttrace.sink;

import org.jspecify.annotations.NullMarked;
