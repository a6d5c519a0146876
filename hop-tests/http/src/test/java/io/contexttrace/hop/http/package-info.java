/**
 * Tests of HTTP clients, each over real HTTP.
 */
@NullMarked
package io.contexttrace.hop.http;

import org.jspecify.annotations.NullMarked;
