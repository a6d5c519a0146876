/**
 * Lets the HTTP client inside OpenAI's SDK carry the context and its trace.
 */
@NullMarked
package io.contexttrace.ai.openai;

import org.jspecify.annotations.NullMarked;
