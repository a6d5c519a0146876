/**
 * Carries the context into functions of Spring Cloud Function on AWS Lambda.
 */
@NullMarked
package io.contexttrace.carrier.lambda;

import org.jspecify.annotations.NullMarked;
