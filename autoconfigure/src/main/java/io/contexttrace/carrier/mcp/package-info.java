/**
 * Carries the context through the Model Context Protocol, in the {@code _meta} of its
 * requests, in both directions.
 */
@NullMarked
package io.contexttrace.carrier.mcp;

import org.jspecify.annotations.NullMarked;
