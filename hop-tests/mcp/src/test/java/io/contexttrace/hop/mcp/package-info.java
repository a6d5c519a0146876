/**
 * Tests of the Model Context Protocol.
 */
@NullMarked
package io.contexttrace.hop.mcp;

import org.jspecify.annotations.NullMarked;
