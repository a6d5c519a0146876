package io.contexttrace.test;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits that end at once when the server is closed.
 */
class Pauses {

	private final CountDownLatch closed = new CountDownLatch(1);

	/**
	 * Wait for a while.
	 * @param duration how long to wait
	 * @throws IOException if the server was closed meanwhile
	 */
	void pause(Duration duration) throws IOException {
		try {
			if (this.closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new IOException("The model server was closed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("The model server was interrupted");
		}
	}

	void endAll() {
		this.closed.countDown();
	}

}
