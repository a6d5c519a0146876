/**
 * Takes a context from an HTTP request that arrives at a reactive server, and answers
 * with its ids.
 */
@NullMarked
package io.contexttrace.carrier.webflux;

import org.jspecify.annotations.NullMarked;
