/**
 * Carries the context in messages of Amazon SQS and notifications of Amazon SNS.
 */
@NullMarked
package io.contexttrace.carrier.sqs;

import org.jspecify.annotations.NullMarked;
