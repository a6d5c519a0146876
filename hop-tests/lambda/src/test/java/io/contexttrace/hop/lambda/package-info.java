/**
 * Tests of functions of AWS Lambda.
 */
package io.contexttrace.hop.lambda;
