/**
 * Lets the HTTP client inside Anthropic's SDK carry the context and its trace.
 */
@NullMarked
package io.contexttrace.ai.anthropic;

import org.jspecify.annotations.NullMarked;
