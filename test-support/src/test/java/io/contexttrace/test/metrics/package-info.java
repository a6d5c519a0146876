/**
 * The meters as Prometheus scrapes them.
 */
@NullMarked
package io.contexttrace.test.metrics;

import org.jspecify.annotations.NullMarked;
