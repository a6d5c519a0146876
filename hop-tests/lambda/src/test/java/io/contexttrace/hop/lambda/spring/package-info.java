/**
 * A function of Spring Cloud Function that runs in a process of its own.
 */
package io.contexttrace.hop.lambda.spring;
