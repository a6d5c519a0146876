/**
 * From what somebody thinks of an answer to the record of it, on the call that it is
 * about.
 */
@NullMarked
package io.contexttrace.llm.feedback;

import org.jspecify.annotations.NullMarked;
