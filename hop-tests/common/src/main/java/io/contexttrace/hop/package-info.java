/**
 * What the tests of hops share: an application that works under a context, and the proof
 * of which one it was.
 */
@NullMarked
package io.contexttrace.hop;

import org.jspecify.annotations.NullMarked;
