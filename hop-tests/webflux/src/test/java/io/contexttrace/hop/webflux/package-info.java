/**
 * Requests to a reactive server.
 */
@NullMarked
package io.contexttrace.hop.webflux;

import org.jspecify.annotations.NullMarked;
