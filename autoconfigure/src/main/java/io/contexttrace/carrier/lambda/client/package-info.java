/**
 * Takes a context along to the functions of AWS Lambda that the AWS SDK invokes, with and
 * without Spring.
 */
@NullMarked
package io.contexttrace.carrier.lambda.client;

import org.jspecify.annotations.NullMarked;
