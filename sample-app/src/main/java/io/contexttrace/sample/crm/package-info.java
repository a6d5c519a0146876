/**
 * A customer relationship system that knows the orders, a service of its own.
 */
@NullMarked
package io.contexttrace.sample.crm;

import org.jspecify.annotations.NullMarked;
