/**
 * What frameworks let out beside the records, and that it does not get out.
 */
@NullMarked
package io.contexttrace.test.leak;

import org.jspecify.annotations.NullMarked;
