/**
 * Hops over Amazon SQS and SNS.
 */
package io.contexttrace.hop.sqs;
