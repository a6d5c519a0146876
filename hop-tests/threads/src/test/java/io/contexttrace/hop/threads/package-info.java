/**
 * Hops from one thread to another inside an application.
 */
package io.contexttrace.hop.threads;
