/**
 * Hops through message channels.
 */
package io.contexttrace.hop.messaging;
