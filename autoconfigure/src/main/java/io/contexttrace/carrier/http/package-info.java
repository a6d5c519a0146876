/**
 * Sends a context along with outgoing HTTP requests, to the hosts that may see it.
 */
@NullMarked
package io.contexttrace.carrier.http;

import org.jspecify.annotations.NullMarked;
