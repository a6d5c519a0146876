/**
 * Takes a context from an HTTP request that arrives at a servlet container, and answers
 * with its ids.
 */
@NullMarked
package io.contexttrace.carrier.servlet;

import org.jspecify.annotations.NullMarked;
