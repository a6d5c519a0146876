package io.contexttrace.propagation;

/**
 * A span that is current on a thread until it is closed. It belongs to the thread that
 * started it.
 */
public interface WorkSpan extends AutoCloseable {

	/**
	 * No span.
	 */
	WorkSpan NONE = new WorkSpan() {

		@Override
		public void failed(Throwable failure) {
		}

		@Override
		public void close() {
		}

	};

	/**
	 * Record that the work failed.
	 * @param failure what it threw
	 */
	void failed(Throwable failure);

	@Override
	void close();

}
