/**
 * Functions that run in processes of their own, without Spring.
 */
package io.contexttrace.hop.lambda.function;
