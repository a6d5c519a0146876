/**
 * Makes one record out of each call to a model that Spring AI shows, and lets the
 * provider's HTTP client carry the context.
 */
@NullMarked
package io.contexttrace.ai;

import org.jspecify.annotations.NullMarked;
