/**
 * Carries the context over Kafka: producers, record listeners and batch listeners.
 */
@NullMarked
package io.contexttrace.carrier.kafka;

import org.jspecify.annotations.NullMarked;
