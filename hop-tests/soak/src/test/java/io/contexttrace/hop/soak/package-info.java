/**
 * One long run of everything at once.
 */
@NullMarked
package io.contexttrace.hop.soak;

import org.jspecify.annotations.NullMarked;
