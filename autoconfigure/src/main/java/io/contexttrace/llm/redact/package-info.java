/**
 * Takes secrets and personal data out of texts before any sink sees them.
 */
@NullMarked
package io.contexttrace.llm.redact;

import org.jspecify.annotations.NullMarked;
