/**
 * What a test needs to prove that nothing loses the context.
 */
@NullMarked
package io.contexttrace.test;

import org.jspecify.annotations.NullMarked;
