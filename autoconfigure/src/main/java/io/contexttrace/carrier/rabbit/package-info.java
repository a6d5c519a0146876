/**
 * Carries the context over RabbitMQ: templates, listeners and batch listeners.
 */
@NullMarked
package io.contexttrace.carrier.rabbit;

import org.jspecify.annotations.NullMarked;
