/**
 * Takes content and secrets out of what frameworks log.
 */
@NullMarked
package io.contexttrace.leak.log;

import org.jspecify.annotations.NullMarked;
