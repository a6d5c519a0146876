/**
 * Measures what the library costs, beside what it would be compared with.
 */
@NullMarked
package io.contexttrace.benchmarks;

import org.jspecify.annotations.NullMarked;
