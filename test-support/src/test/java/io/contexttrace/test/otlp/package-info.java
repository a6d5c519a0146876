/**
 * What leaves an application over OTLP, as a collector receives it.
 */
@NullMarked
package io.contexttrace.test.otlp;

import org.jspecify.annotations.NullMarked;
