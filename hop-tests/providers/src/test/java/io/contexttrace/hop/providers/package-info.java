/**
 * Tests of model providers, each behind a real HTTP server that speaks its wire format.
 */
@NullMarked
package io.contexttrace.hop.providers;

import org.jspecify.annotations.NullMarked;
