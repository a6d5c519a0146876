/**
 * Keeps finished calls off the request thread: the queue, the worker behind it, and the
 * log record.
 */
@NullMarked
package io.contexttrace.sink;

import org.jspecify.annotations.NullMarked;
