/**
 * From a finished call to the record that sinks may see.
 */
@NullMarked
package io.contexttrace.llm.record;

import org.jspecify.annotations.NullMarked;
