/**
 * Carries the context over JMS: templates, clients and listeners.
 */
@NullMarked
package io.contexttrace.carrier.jms;

import org.jspecify.annotations.NullMarked;
