/**
 * Takes contexts over Kafka, with a real broker.
 */
package io.contexttrace.hop.kafka;
