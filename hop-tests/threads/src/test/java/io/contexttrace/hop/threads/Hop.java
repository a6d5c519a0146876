package io.contexttrace.hop.threads;

import io.contexttrace.hop.HopApplication;

/**
 * Hands work over to another thread, and waits until it is done.
 */
@FunctionalInterface
interface Hop {

	void hand(HopApplication application, Runnable work) throws Exception;

}
