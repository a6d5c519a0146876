/**
 * Carries the context through the message channels of Spring Messaging, Spring
 * Integration and Spring Cloud Stream.
 */
@NullMarked
package io.contexttrace.carrier.messaging;

import org.jspecify.annotations.NullMarked;
