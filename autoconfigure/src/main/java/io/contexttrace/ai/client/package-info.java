/**
 * Watches the requests that models make with Spring's own HTTP clients.
 */
@NullMarked
package io.contexttrace.ai.client;

import org.jspecify.annotations.NullMarked;
