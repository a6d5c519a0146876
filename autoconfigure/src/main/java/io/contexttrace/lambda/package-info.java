/**
 * What a function on AWS Lambda works for: found in an invocation and in its records,
 * held while the function works, with and without Spring.
 */
@NullMarked
package io.contexttrace.lambda;

import org.jspecify.annotations.NullMarked;
