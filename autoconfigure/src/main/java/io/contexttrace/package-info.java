/**
 * What a business context is, which one the current work belongs to, and who is told of
 * it.
 */
@NullMarked
package io.contexttrace;

import org.jspecify.annotations.NullMarked;
